using Microsoft.Extensions.Options;
using StudioApp.Core.Generations;
using StudioApp.Core.Models;
using StudioApp.Core.Outcomes;
using StudioApp.Core.People;
using StudioApp.Core.Pictures;
using StudioApp.Core.Previews;
using StudioApp.Engine.Local;

namespace StudioApp.Cli.Generate;

/// <summary>From a request to a file: what queue and worker do in the server, for one clip and at once.</summary>
internal sealed class ClipMaker(
    IModelCatalog catalog,
    IEnumerable<IVideoGenerator> generators,
    IPictureIntake intake,
    IPictureStore pictures,
    IOptions<LocalGenerationOptions> options,
    TimeProvider time)
{
    /// <param name="picture">The path of a picture to start from; null starts from words alone.</param>
    public async Task<Outcome<MadeClip>> MakeAsync(
        GenerationRequest request, string? picture, string output, bool replace, IGenerateView view, CancellationToken ct)
    {
        var model = request.Model is { } name ? await catalog.FindAsync(name, ct) : await catalog.FindDefaultAsync(ct, withPicture: picture is not null);
        if (model is null)
            return await NoModelAsync(request.Model, ct);

        if (picture is not null)
        {
            var taken = await TakeAsync(picture, ct);
            if (!taken.Succeeded)
                return taken.Error;
            request = request with { StartPicture = taken.Value.Id.Value };
        }

        var resolved = request.Resolve(model, () => Random.Shared.NextInt64(GenerationLimits.MaxSeed + 1), pictures.Renew);
        if (!resolved.Succeeded)
            return resolved.Error;

        var opened = OutputDraft.Open(output, replace);
        if (!opened.Succeeded)
            return opened.Error;

        using var draft = opened.Value;
        if (model.Vocabulary is { } known)
            NoteUnknown(known, resolved.Value.Prompt, view);

        var generation = Generation.Queue(resolved.Value, PersonId.Local, GenerationPriority.Normal, time.GetUtcNow()).Start(time.GetUtcNow());
        var facts = await generators.First(g => g.Runs(model.Name)).GenerateAsync(generation, draft.Files, view, new NoPreviews(), ct);
        if (!facts.Succeeded)
            return facts.Error;

        ct.ThrowIfCancellationRequested();
        return draft.Keep() is { } error ? error : new MadeClip(draft.Path, resolved.Value, facts.Value);
    }

    private async Task<Outcome<Picture>> TakeAsync(string path, CancellationToken ct)
    {
        try
        {
            await using var file = File.OpenRead(path);
            return await intake.TakeAsync(file, ct);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return CliErrors.PictureMissing(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return CliErrors.PictureUnreadable(path, e.Message);
        }
    }

    private async Task<StudioError> NoModelAsync(string? asked, CancellationToken ct)
    {
        var usable = (await catalog.ListAsync(ct)).Where(m => m.Problem is null).Select(m => m.Name).ToList();
        return asked is null || usable.Count == 0
            ? CliErrors.NoModels(Path.GetFullPath(options.Value.ModelsFolder))
            : GenerationErrors.ModelUnknown(asked, usable);
    }

    private static void NoteUnknown(PromptVocabulary known, string prompt, IGenerateView view)
    {
        var unknown = known.FindUnknown(prompt).Select(w => w.Text).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        if (unknown.Count > 0)
            view.Note($"This model does not know: {string.Join(", ", unknown)}. It makes the clip from the other words; 'studio models' lists what it knows.");
    }

    private sealed class NoPreviews : IPreviewSink
    {
        public void Publish(PreviewBurst burst)
        {
            // nobody watches
        }
    }
}
