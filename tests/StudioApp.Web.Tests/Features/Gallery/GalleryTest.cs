using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using StudioApp.Core.Clips;
using StudioApp.Core.Media;
using StudioApp.Core.Pictures;
using StudioApp.TestKit.Generations;
using StudioApp.Web.Features.Gallery;
using StudioApp.Web.Shared.Clips;
using StudioApp.Web.Shared.People;
using StudioApp.Web.Shared.Text;
using StudioApp.Web.Shared.Ui;
using StudioApp.Web.Tests.Fakes;

namespace StudioApp.Web.Tests.Features.Gallery;

/// <summary>The gallery on the studio's own stores; a test names the clips that hang in it.</summary>
public abstract class GalleryTest : BunitContext, IAsyncLifetime
{
    private RealStores? _stores;
    private int _made;

    protected GalleryTest()
    {
        Services.AddLogging();
        Services.AddSingleton<TimeProvider>(Time);
        Services.AddStudioLocalisation();
        Services.AddStudioUi();
        Services.AddGallery();
        Services.AddScoped<ClipActions>();
        Services.AddSingleton<IClipFeed>(Feed);
        Services.AddSingleton<ICurrentPerson, LocalPerson>();
        Services.AddSingleton(_ => Clips);
        Services.AddSingleton(_ => _stores!.Media);
        Services.AddSingleton<IPictureIntake>(Intake);
        JSInterop.Mode = JSRuntimeMode.Loose;
        SetRendererInfo(new RendererInfo("Server", isInteractive: true));
    }

    private protected FakeTimeProvider Time { get; } = new(GenerationBuilder.Noon.AddHours(1));

    private protected FakeClipFeed Feed { get; } = new();

    private protected HeldClips Held => field ??= new HeldClips(_stores!.Clips); // opened before every test

    private protected HeldIntake Intake { get; } = new();

    private protected IMediaStore Media => _stores!.Media; // as above

    protected IClipStore Clips => Held;

    protected NavigationManager Navigation => Services.GetRequiredService<NavigationManager>();

    public async Task InitializeAsync() => _stores = await RealStores.OpenAsync();

    async Task IAsyncLifetime.DisposeAsync()
    {
        await DisposeAsync();
        await _stores!.DisposeAsync();
    }

    /// <summary>A clip of its own minute: the later it is made, the newer it is.</summary>
    protected async Task<Clip> MakeAsync(string prompt, GenerationBuilder? builder = null)
    {
        var generation = (builder ?? new GenerationBuilder()).WithPrompt(prompt).CreatedAt(GenerationBuilder.Noon.AddMinutes(_made++)).Build();
        await _stores!.QueueAsync(generation);
        return (await _stores.FinishAsync(await _stores.StartAsync(generation))).Clip;
    }

    protected async Task<IReadOnlyList<Clip>> MakeManyAsync(params string[] prompts)
    {
        var clips = new List<Clip>();
        foreach (var prompt in prompts)
            clips.Add(await MakeAsync(prompt));
        return clips;
    }

    protected async Task<Clip> StoredAsync(Clip clip) => (await Clips.FindAsync(clip.Id, clip.Owner, default))!; // no test purges
}
