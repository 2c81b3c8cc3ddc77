using StudioApp.Core.Models;
using StudioApp.Core.Outcomes;

namespace StudioApp.Engine.Hub;

/// <summary>Looks at a model on the hub: what it would become here, and what it costs.</summary>
internal sealed class HubModels(HubClient client, HubPreview preview, ModelsPlace place) : IModelHub
{
    private const int MostFiles = 5_000;

    public async Task<Outcome<HubModel>> DescribeAsync(HubAddress address, AccessToken? token, CancellationToken ct)
    {
        try
        {
            var answer = await client.GetModelAsync(address, token, ct).ConfigureAwait(false);
            var all = FilesOf(answer);
            var chosen = HubFileChoice.Choose([.. all.Select(file => file.Path)]).ToHashSet(StringComparer.Ordinal);
            var files = all.Where(file => chosen.Contains(file.Path)).ToList();
            if (!files.Any(file => HubFileChoice.IsGraph(file.Path)))
                return HubErrors.NoGraphs(address.Repository);

            var commit = answer.Sha is { Length: 40 } sha && sha.All(char.IsAsciiHexDigit) ? sha : throw new HubException(HubErrors.AnswerUnexpected(client.Host));
            var revisions = await RevisionsAsync(address, token, ct).ConfigureAwait(false);
            var seen = await preview.LookAsync(address with { Revision = commit }, files, token, ct).ConfigureAwait(false);
            return new HubModel
            {
                Address = address,
                Commit = commit,
                Licence = answer.Licence,
                Gated = answer.IsGated,
                Files = files,
                LeftOut = all.Count - files.Count,
                LeftOutBytes = all.Sum(file => file.Bytes) - files.Sum(file => file.Bytes),
                Revisions = revisions,
                Family = seen.Family,
                Problem = seen.Problem,
                FreeBytes = place.FreeBytes(),
                SuggestedName = place.Suggest(address.Name),
            };
        }
        catch (HubException e)
        {
            return e.Error;
        }
    }

    private List<HubFile> FilesOf(HubModelAnswer answer)
    {
        if (answer.Siblings is not { Count: <= MostFiles } siblings)
            throw new HubException(HubErrors.AnswerUnexpected(client.Host));

        var files = siblings.Select(FileOf).ToList();
        // where names differ in case only, one would be written over the other on Windows and macOS
        var unsafeFile = files.Find(file => !HubPath.IsSafe(file.Path))
            ?? files.GroupBy(file => file.Path, StringComparer.OrdinalIgnoreCase).FirstOrDefault(same => same.Count() > 1)?.First();
        return unsafeFile is null ? files : throw new HubException(HubErrors.PathUnsafe(unsafeFile.Path));
    }

    private HubFile FileOf(HubSibling sibling)
    {
        var hash = (sibling.Lfs?.Sha256 ?? sibling.Lfs?.Oid) is { } sha ? new FileHash(HashKind.Sha256, sha.ToLowerInvariant()) : new FileHash(HashKind.GitBlob, sibling.BlobId?.ToLowerInvariant() ?? "");
        var bytes = sibling.Lfs?.Size ?? sibling.Size;
        var digits = hash.Kind == HashKind.Sha256 ? 64 : 40;
        return sibling.Path is { } path && bytes is >= 0 && hash.Hex.Length == digits && hash.Hex.All(char.IsAsciiHexDigit)
            ? new HubFile(path, bytes.Value, hash)
            : throw new HubException(HubErrors.AnswerUnexpected(client.Host));
    }

    // a convenience: where a mirror does not list them, the model can be had all the same
    private async Task<IReadOnlyList<string>> RevisionsAsync(HubAddress address, AccessToken? token, CancellationToken ct)
    {
        try
        {
            var refs = await client.GetRefsAsync(address, token, ct).ConfigureAwait(false);
            return [.. (refs.Branches ?? []).Concat(refs.Tags ?? []).Select(r => r.Name).OfType<string>().Distinct().Take(100)];
        }
        catch (HubException)
        {
            return [];
        }
    }
}
