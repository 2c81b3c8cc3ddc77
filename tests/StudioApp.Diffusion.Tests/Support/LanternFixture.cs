using StudioApp.Diffusion.Pipelines;

namespace StudioApp.Diffusion.Tests.Support;

/// <summary>One loaded model for every test that only uses it.</summary>
public sealed class LanternFixture : IAsyncLifetime
{
    internal LanternHost Host { get; } = new();

    public IVideoPipeline Pipeline { get; private set; } = null!; // set before the first test

    public async Task InitializeAsync() => Pipeline = await Host.LoadAsync();

    public Task DisposeAsync()
    {
        Pipeline.Dispose();
        return Task.CompletedTask;
    }
}

[CollectionDefinition(Name)]
public sealed class LanternTests : ICollectionFixture<LanternFixture>
{
    public const string Name = "Lantern";
}
