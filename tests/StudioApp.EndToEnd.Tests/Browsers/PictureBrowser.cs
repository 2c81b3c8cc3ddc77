using StudioApp.TestKit.Models;

namespace StudioApp.EndToEnd.Tests.Browsers;

/// <summary>A browser on a studio that has small models which start from pictures, beside Lantern.</summary>
public sealed class PictureBrowser : IAsyncLifetime
{
    private readonly TinyModels _models = new TinyModels().AddLantern().AddStableDiffusion().AddStableVideoDiffusion();

    public Chromium Chromium { get; } = new();

    public Task InitializeAsync()
    {
        Chromium.Studio.Settings["LocalGeneration:ModelsFolder"] = _models.Path;
        return Chromium.InitializeAsync();
    }

    public async Task DisposeAsync()
    {
        await Chromium.DisposeAsync();
        _models.Dispose();
    }
}

// two studios and two browsers at once are too much for a small machine
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class PictureCollection : ICollectionFixture<PictureBrowser>
{
    public const string Name = "a browser with pictures";
}
