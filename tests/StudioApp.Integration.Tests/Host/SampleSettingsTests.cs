using System.Text.Json;
using Microsoft.Extensions.Configuration;
using StudioApp.Data;
using StudioApp.Data.Sqlite;
using StudioApp.Diffusion;
using StudioApp.Engine;
using StudioApp.Engine.Hub;
using StudioApp.Engine.Local;
using StudioApp.Engine.Pictures;
using StudioApp.Integration.Tests.Hosting;
using StudioApp.Media;

namespace StudioApp.Integration.Tests.Host;

/// <summary>appsettings.sample.json is what people copy from: it has every option, with its true default.</summary>
public class SampleSettingsTests
{
    private static readonly string Sample = Path.Combine(RepositoryRoot.Path, "appsettings.sample.json");

    public static TheoryData<string, Type> Sections() => new()
    {
        { StorageOptions.Section, typeof(StorageOptions) },
        { LocalGenerationOptions.Section, typeof(LocalGenerationOptions) },
        { PictureOptions.Section, typeof(PictureOptions) },
        { HubOptions.Section, typeof(HubOptions) },
        { "Diffusion", typeof(DiffusionOptions) },
        { "Media", typeof(MediaOptions) },
        { EngineOptions.Section, typeof(EngineOptions) },
        { SiloOptions.Section, typeof(SiloOptions) },
        { SqliteOptions.Section, typeof(SqliteOptions) },
    };

    [Theory]
    [MemberData(nameof(Sections))]
    public void Section_HasEveryOption_WithItsDefault_AndNoOther(string section, Type options)
    {
        var written = new ConfigurationBuilder().AddJsonFile(Sample).Build().GetSection(section);
        var settable = options.GetProperties().Where(p => p.GetSetMethod() is not null).ToList();
        var defaults = Activator.CreateInstance(options);
        var bound = written.Get(options);

        Assert.Equal(settable.Select(p => p.Name).Order(), written.GetChildren().Select(c => c.Key).Order());
        Assert.All(settable, p => Assert.Equal(p.GetValue(defaults), p.GetValue(bound)));
    }

    [Fact]
    public void Sample_HasNoOtherSection()
    {
        using var json = JsonDocument.Parse(File.ReadAllText(Sample), new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip });

        var known = Sections().Select(row => (string)row[0]).Append("Serilog");
        Assert.Equal(known.Order(), json.RootElement.EnumerateObject().Select(p => p.Name).Order());
    }
}
