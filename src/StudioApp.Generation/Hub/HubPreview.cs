using StudioApp.Core.Models;
using StudioApp.Core.Outcomes;
using StudioApp.Diffusion.ModelFolders;
using StudioApp.Engine.Local;

namespace StudioApp.Engine.Hub;

/// <summary>
/// Tells before the download what a model will be: fetches its small configurations into a folder of its own, lays empty graphs
/// where the real ones will be, and lets the same reader look at it that looks at installed models.
/// </summary>
internal sealed class HubPreview(HubClient client, IModelFolderReader reader)
{
    private const string Index = "model_index.json";
    private const int LargestText = 32 << 20;
    private const int AtOnce = 4;

    // ModelProto { ir_version: 7, graph: {} }: whole as far as can be told without opening it
    private static readonly byte[] EmptyGraph = [0x08, 0x07, 0x3A, 0x00];

    /// <returns>Family and problem as an installed model would have them; neither where only its graphs can tell.</returns>
    /// <exception cref="HubException">The hub cannot be read.</exception>
    public async Task<(string Family, StudioError? Problem)> LookAsync(HubAddress pinned, IReadOnlyList<HubFile> files, AccessToken? token, CancellationToken ct)
    {
        var folder = Directory.CreateTempSubdirectory("studio-look-");
        try
        {
            var parallel = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = ct };
            await Parallel.ForEachAsync(files, parallel, async (file, stop) => await LayAsync(folder.FullName, pinned, file, token, stop).ConfigureAwait(false)).ConfigureAwait(false);

            var model = reader.Read(folder.FullName);
            return model.Family.Length == 0 && files.All(file => file.Path != Index) && HasLatentParts(files)
                ? ("", null)
                : (model.Family, ProblemOf(model));
        }
        catch (HubException e) when (e.Error.Code == HubErrors.LicenceNotAccepted("", "").Code)
        {
            // licence, size and files are told all the same
            return ("", e.Error);
        }
        catch (Exception e) when (ModelsPlace.IsOfTheDisk(e))
        {
            throw new HubException(ModelsPlace.ErrorOf(e), e);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    // "copy it again" is no advice for what is not here yet
    private static StudioError? ProblemOf(ModelFolder model)
    {
        var problem = LocalModelCatalog.ProblemOf(model);
        var missing = model.Problems.Where(p => p.Kind == ModelFolderProblemKind.Missing).Select(p => p.File).ToList();
        return missing.Count > 0 && model.Problems.All(p => p.Kind != ModelFolderProblemKind.Unsupported)
            ? HubErrors.LacksFiles(string.Join(", ", missing)) with { Details = problem?.Details }
            : problem;
    }

    // without an index, a denoiser's own inputs tell the family
    private static bool HasLatentParts(IReadOnlyList<HubFile> files) =>
        new[] { "text_encoder", "unet", "vae_decoder" }.All(part => files.Any(file => file.Path == $"{part}/model.onnx"));

    private async Task LayAsync(string folder, HubAddress pinned, HubFile file, AccessToken? token, CancellationToken ct)
    {
        var path = HubPath.Inside(folder, file.Path);
        if (HubFileChoice.IsGraph(file.Path))
            await WriteAsync(path, EmptyGraph, ct).ConfigureAwait(false);
        else if (file.Bytes <= LargestText && !file.Path.EndsWith(".md", StringComparison.OrdinalIgnoreCase) && IsText(file.Path))
            await WriteAsync(path, await FetchAsync(pinned, file, token, ct).ConfigureAwait(false), ct).ConfigureAwait(false);
    }

    private static bool IsText(string path) => Path.GetExtension(path).ToLowerInvariant() is ".json" or ".txt" or ".model";

    private async Task<byte[]> FetchAsync(HubAddress pinned, HubFile file, AccessToken? token, CancellationToken ct)
    {
        var bytes = await client.GetFileAsync(pinned, file, token, ct).ConfigureAwait(false);
        using var hasher = new FileHasher(file);
        hasher.Add(bytes);
        return hasher.IsRight() ? bytes : throw new HubException(HubErrors.FileDamaged(file.Path));
    }

    private static async Task WriteAsync(string path, byte[] bytes, CancellationToken ct)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!); // it has one: it is inside a folder
        await File.WriteAllBytesAsync(path, bytes, ct).ConfigureAwait(false);
    }
}
