using System.CommandLine;
using System.Globalization;
using System.Numerics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using StudioApp.Cli.Host;
using StudioApp.Core.Generations;

namespace StudioApp.Cli.Generate;

/// <summary><c>studio generate "a fox" -o fox.mp4</c></summary>
internal sealed class GenerateCommand : Command
{
    private readonly CliConsole _console;
    private readonly Func<ParseResult, IHost> _services;

    private readonly Argument<string> _prompt = new("PROMPT") { Description = "What we should see, in quotes." };
    private readonly Option<string> _output = new("--output", "-o") { Description = "The MP4 file to write.", HelpName = "FILE", Required = true };
    private readonly Option<bool> _force = new("--force") { Description = "Replace the file when it is there already." };
    private readonly Option<string> _model = new("--model") { Description = "The model's name; see 'studio models'. The first usable one when left out.", HelpName = "NAME" };
    private readonly Option<int?> _seconds = Number<int>("--seconds", "The clip's length, 5 to 10 for most models.", "5");
    private readonly Option<long?> _seed = Number<long>("--seed", "The same seed and settings give the same clip. A fresh one when left out.", "42");
    private readonly Option<int?> _steps = Number<int>("--steps", "Denoising steps: more take longer and are finer.", "20");
    private readonly Option<double?> _guidance = Number<double>("--guidance", "How closely to follow the prompt; 1 turns guidance off.", "4.5");
    private readonly Option<string> _negative = new("--negative") { Description = "What we should not see.", HelpName = "PROMPT" };
    private readonly Option<string> _aspect = new("--aspect") { Description = "Width to height, such as 1:1 or 16:9.", HelpName = "W:H" };
    private readonly Option<string> _picture = new("--picture") { Description = "A picture to start from: JPEG, PNG, WebP. 'studio models' says which models take one.", HelpName = "FILE" };
    private readonly Option<double?> _strength = Number<double>("--strength", "How far to go from the picture, above 0 to 1; 0.8 when left out.", "0.6");
    private readonly Option<string> _progress = new("--progress") { Description = "text for people, json for programs: one object a line on the output stream.", HelpName = "text|json", DefaultValueFactory = _ => "text" };

    public GenerateCommand(CliConsole console, Func<ParseResult, IHost> services)
        : base("generate", "Makes a clip from a prompt.")
    {
        _console = console;
        _services = services;
        _progress.AcceptOnlyFromAmong("text", "json");
        Add(_prompt);
        foreach (Option option in (Option[])[_output, _force, _model, _seconds, _seed, _steps, _guidance, _negative, _aspect, _picture, _strength, _progress])
            Add(option);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken ct)
    {
        using var host = _services(parsed);
        var time = host.Services.GetRequiredService<TimeProvider>();
        IGenerateView view = parsed.GetValue(_progress) == "json" ? new JsonView(_console) : new TextView(_console, time);
        var maker = ActivatorUtilities.CreateInstance<ClipMaker>(host.Services);
        try
        {
            var made = await maker.MakeAsync(Request(parsed), parsed.GetValue(_picture), parsed.GetRequiredValue(_output), parsed.GetValue(_force), view, ct);
            if (made.Succeeded)
            {
                view.Done(made.Value);
                return ExitCodes.Succeeded;
            }

            view.Failed(made.Error);
            return made.Error.Field is null ? ExitCodes.Failed : ExitCodes.BadUsage;
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            view.Failed(CliErrors.Cancelled());
            return ExitCodes.Cancelled;
        }
    }

    private GenerationRequest Request(ParseResult parsed) => new()
    {
        Prompt = parsed.GetValue(_prompt),
        NegativePrompt = parsed.GetValue(_negative),
        Model = parsed.GetValue(_model),
        Seconds = parsed.GetValue(_seconds),
        Seed = parsed.GetValue(_seed),
        Steps = parsed.GetValue(_steps),
        Guidance = parsed.GetValue(_guidance),
        Aspect = parsed.GetValue(_aspect),
        Strength = parsed.GetValue(_strength),
    };

    private static Option<T?> Number<T>(string name, string description, string example)
        where T : struct, INumber<T> => new(name)
        {
            Description = description,
            HelpName = "N",
            CustomParser = result =>
            {
                var text = result.Tokens[0].Value;
                if (T.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
                    return number;
                result.AddError($"'{text}' is not a number that {name} takes. Write it like this: {name} {example}");
                return null;
            },
        };
}
