using StudioApp.Core.Clips;
using StudioApp.Core.Generations;
using StudioApp.Core.Models;
using StudioApp.Core.Outcomes;
using StudioApp.Core.Pictures;
using StudioApp.Engine.Clips;
using StudioApp.Web.Shared.Clips;
using StudioApp.Web.Shared.People;

namespace StudioApp.Web.Features.PromptStudio;

/// <summary>What the Studio page thinks: the thread, the composer, and what the buttons do.</summary>
public sealed class PromptStudioViewModel(
    PromptThread thread,
    IGenerationQueue queue,
    IClipStore clips,
    ClipActions actions,
    IModelCatalog models,
    IPictureStore pictures,
    ICurrentPerson person,
    TimeProvider time)
{
    // a double click's second half reaches the server after the first has emptied the prompt
    private static readonly TimeSpan DoubleClick = TimeSpan.FromSeconds(1);

    private DateTimeOffset _sentAt;

    public PromptThread Thread { get; } = thread;

    public ComposerState Composer { get; } = new();

    /// <summary>Those that can be picked.</summary>
    public IReadOnlyList<InstalledModel> Models { get; private set; } = [];

    public InstalledModel? Model => Models.FirstOrDefault(m => m.Name == Composer.Model);

    /// <summary>The first that takes a picture.</summary>
    public InstalledModel? PictureModel => Models.FirstOrDefault(m => m.TakesPicture != PictureUse.No);

    /// <summary>Why the last prompt was not taken; null once one is.</summary>
    public StudioError? Refusal { get; private set; }

    public bool Loaded { get; private set; }

    public bool Sending { get; private set; }

    public async Task LoadAsync(CancellationToken ct)
    {
        Models = [.. (await models.ListAsync(ct)).Where(m => m.Problem is null)];
        if (await models.FindDefaultAsync(ct) is { } first)
            Composer.Adopt(first);
        else
            Refusal = GenerationErrors.NoUsableModel();
        await Thread.LoadAsync(person.Id, ct);
        Loaded = true;
    }

    public Task LoadEarlierAsync(CancellationToken ct) => Thread.LoadEarlierAsync(person.Id, ct);

    public void Pick(string model)
    {
        if (Models.FirstOrDefault(m => m.Name == model) is { } picked)
            Composer.Adopt(picked);
    }

    /// <returns>Whether the prompt was queued.</returns>
    public async Task<bool> SendAsync(CancellationToken ct)
    {
        if (Sending || (string.IsNullOrWhiteSpace(Composer.Prompt) && time.GetUtcNow() - _sentAt < DoubleClick))
            return false;

        Sending = true;
        try
        {
            var sent = Composer.Prompt;
            var submitted = await queue.SubmitAsync(Composer.ToRequest(withPicture: Model is not { TakesPicture: PictureUse.No }), person.Id, ct);
            Refusal = submitted.Error;
            if (!submitted.Succeeded)
                return false;

            _sentAt = time.GetUtcNow();
            // what was typed while it was sent is the next prompt
            if (Composer.Prompt == sent)
                Composer.Prompt = "";
            await Thread.PutAsync(submitted.Value, ct);
            return true;
        }
        finally
        {
            Sending = false;
        }
    }

    public async Task CancelAsync(ThreadEntry entry, CancellationToken ct) =>
        Refusal = (await queue.CancelAsync(entry.Id, person.Id, ct)).Error;

    public async Task MoveToFrontAsync(ThreadEntry entry, CancellationToken ct) =>
        Refusal = (await queue.PrioritiseAsync(entry.Id, person.Id, GenerationPriority.High, ct)).Error;

    public Task ToggleFavouriteAsync(Clip clip, CancellationToken ct) => actions.SetFavouriteAsync(clip.Id, !clip.Favourite, ct);

    /// <summary>Fills the composer with an earlier clip's settings; a model that is gone leaves the picked one.</summary>
    public void UseAgain(GenerationSettings settings, bool keepSeed)
    {
        var picked = Composer.Model;
        var picture = settings.StartPicture is { } id ? pictures.Find(id) : null;
        Composer.Fill(settings, keepSeed, picture);
        if (Model is null)
            Composer.Model = picked;
        Refusal = settings.StartPicture is not null && picture is null ? PictureErrors.NotHere() : null;
    }

    public async Task UseAgainAsync(string clip, bool keepSeed, CancellationToken ct)
    {
        if (ClipId.TryParse(clip, null, out var id) && await clips.FindAsync(id, person.Id, ct) is { } found)
            UseAgain(found.Settings, keepSeed);
    }

    /// <summary>Puts a picture into the composer that the studio has just taken.</summary>
    public void TakePicture(string picture)
    {
        Composer.StartPicture = PictureId.TryParse(picture, null, out var id) ? pictures.Find(id) : null;
        Refusal = Composer.StartPicture is null ? PictureErrors.NotFound() : null;
    }

    /// <summary>As <see cref="TakePicture"/>, and picks a model that can start from it: whoever comes with a picture means to use it.</summary>
    public void StartFrom(string picture)
    {
        TakePicture(picture);
        if (Composer.StartPicture is not null && Model is not { TakesPicture: PictureUse.May or PictureUse.Must } && PictureModel is { } model)
            Composer.Adopt(model);
    }

    /// <summary>Fills the composer with what a clip's file carries, its seed too.</summary>
    public void UseFile(string settingsJson)
    {
        if (ClipSettingsJson.TryRead(settingsJson, out var settings))
            UseAgain(settings, keepSeed: true);
        else
            Refuse(ClipErrors.CarriesNoSettings());
    }

    public void Refuse(StudioError error) => Refusal = error;

    /// <summary>Takes in what has changed elsewhere: the worker, another tab, the API.</summary>
    /// <returns>Whether there is anything new to show.</returns>
    public async Task<bool> ApplyAsync(IReadOnlyList<GenerationNews> news, CancellationToken ct)
    {
        var changed = false;
        foreach (var item in news)
        {
            if (item is GenerationNews.StateChanged { Generation: var generation } && generation.Owner == person.Id)
                await Thread.PutAsync(generation, ct);
            // progress has its own pulse: the running panel reads it when it draws
            changed |= item is not GenerationNews.Progressed;
        }

        return changed;
    }

    public void Apply(IReadOnlyList<ClipNews> news)
    {
        foreach (var item in news)
            Thread.Put(item.Clip);
    }
}
