using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using StudioApp.Core.Generations;
using StudioApp.TestKit.Generations;
using StudioApp.Web.Shared.Text;
using StudioApp.Web.Shared.Ui;
using StudioApp.Web.Tests.Fakes;

namespace StudioApp.Web.Tests.Features.PromptStudio.Components;

/// <summary>What the thread's components stand on.</summary>
public abstract class ComponentTest : BunitContext, IAsyncLifetime
{
    private protected FakeGenerationFeed Feed { get; } = new();

    private protected FakeTimeProvider Time { get; } = new(GenerationBuilder.Noon);

    protected ComponentTest()
    {
        Services.AddLogging();
        Services.AddSingleton<TimeProvider>(Time);
        Services.AddStudioLocalisation();
        Services.AddStudioUi();
        Services.AddSingleton<IGenerationFeed>(Feed);
        JSInterop.Mode = JSRuntimeMode.Loose;
        SetRendererInfo(new RendererInfo("Server", isInteractive: true));
    }

    public Task InitializeAsync() => Task.CompletedTask;

    async Task IAsyncLifetime.DisposeAsync() => await DisposeAsync();
}
