using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using StudioApp.Core.Generations;
using StudioApp.TestKit.Models;
using StudioApp.Web.Features.Jobs;
using StudioApp.Web.Shared.Layout;
using StudioApp.Web.Shared.People;
using StudioApp.Web.Shared.Text;
using StudioApp.Web.Shared.Ui;
using StudioApp.Web.Tests.Fakes;

namespace StudioApp.Web.Tests.Shared.Layout;

public sealed class AppBarTests : BunitContext, IAsyncLifetime
{
    public async Task InitializeAsync()
    {
        var stores = await RealStores.OpenAsync();
        var gone = stores.Generations;
        await stores.DisposeAsync();

        Services.AddLogging();
        Services.AddStudioLocalisation();
        Services.AddStudioUi();
        Services.AddJobs();
        Services.AddSingleton(gone);
        Services.AddSingleton<IGenerationFeed>(new FakeGenerationFeed());
        Services.AddSingleton<IGenerationQueue>(new PlainQueue(gone, new FixedModelCatalog(new ModelBuilder().Build()), TimeProvider.System));
        Services.AddSingleton<ICurrentPerson, LocalPerson>();
        JSInterop.Mode = JSRuntimeMode.Loose;
        SetRendererInfo(new RendererInfo("Server", isInteractive: true));
    }

    async Task IAsyncLifetime.DisposeAsync() => await DisposeAsync();

    [Fact]
    public void JobsThatCannotBeRead_AreSaidToBe_AndTheBarStays()
    {
        var bar = Render<CascadingValue<Appearance>>(p => p.Add(c => c.Value, new Appearance(Appearance.Dark)).Add(c => c.IsFixed, true).AddChildContent<AppBar>());

        bar.WaitForAssertion(() => Assert.Contains("The jobs cannot be shown now", bar.Find(".broken").TextContent));
        Assert.Equal("StudioApp", bar.Find(".brand").TextContent.Trim());
        Assert.Empty(bar.FindAll(".bell"));
    }
}
