using System.CommandLine;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using StudioApp.Cli.Generate;
using StudioApp.Cli.Host;
using StudioApp.Core.Models;
using StudioApp.Engine.Local;

namespace StudioApp.Cli.Models;

/// <summary><c>studio models</c>: what is installed, what it runs on, what it knows, and why a folder was refused.</summary>
internal sealed class ModelsCommand : Command
{
    private readonly CliConsole _console;
    private readonly Func<ParseResult, IHost> _services;
    private readonly Option<bool> _json = new("--json") { Description = "As JSON, for programs." };

    public ModelsCommand(CliConsole console, Func<ParseResult, IHost> services)
        : base("models", "Lists the models that are installed, and why others were refused; adds and removes them.")
    {
        _console = console;
        _services = services;
        Add(_json);
        Add(new AddModelCommand(console, services));
        Add(new RemoveModelCommand(console, services));
        Add(new CheckModelCommand(console, services));
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken ct)
    {
        using var host = _services(parsed);
        var models = await host.Services.GetRequiredService<IModelCatalog>().ListAsync(ct);
        if (parsed.GetValue(_json))
            WriteJson(models);
        else if (models.Count == 0)
            _console.Out.WriteLine($"No models in '{FolderOf(host)}'. Put model folders there, or: studio models add owner/name");
        else
            WriteText(models);
        return ExitCodes.Succeeded;
    }

    private static string FolderOf(IHost host) => Path.GetFullPath(host.Services.GetRequiredService<IOptions<LocalGenerationOptions>>().Value.ModelsFolder);

    private void WriteText(IEnumerable<InstalledModel> models)
    {
        foreach (var model in models)
        {
            _console.Out.WriteLine($"{model.Name}: {model.Title}, {ProgressText.SizeOf(model.Bytes)}{(model.Licence.Length > 0 ? $", {model.Licence}" : "")}");
            if (model.Problem is { } problem)
            {
                _console.Out.WriteLine($"  cannot be used: {problem.Message}");
                continue;
            }

            var defaults = model.Defaults;
            _console.Out.WriteLine($"  runs on {model.Device}");
            _console.Out.WriteLine($"  {defaults.MinSeconds} to {defaults.MaxSeconds} s, {string.Join(" or ", defaults.Aspects)}; {defaults.Steps} steps and guidance {defaults.Guidance} unless you say otherwise");
            if (model.TakesPicture != PictureUse.No)
                _console.Out.WriteLine(model.TakesPicture == PictureUse.Must ? "  starts from a picture: --picture FILE" : "  starts from words, or from a picture: --picture FILE");
            foreach (var group in model.Vocabulary?.Groups ?? [])
                _console.Out.WriteLine($"  {group.Kind}: {string.Join(", ", group.Words)}");
        }
    }

    private void WriteJson(IEnumerable<InstalledModel> models) => _console.Out.WriteLine(JsonSerializer.Serialize(
        models.Select(m => new
        {
            name = m.Name,
            title = m.Title,
            family = m.Family,
            device = m.Device,
            bytes = m.Bytes,
            licence = m.Licence,
            takesPicture = JsonNamingPolicy.CamelCase.ConvertName(m.TakesPicture.ToString()),
            usable = m.Problem is null,
            problem = m.Problem is { } p ? new { code = p.Code, message = p.Message } : null,
        }),
        CliJson.Indented));
}
