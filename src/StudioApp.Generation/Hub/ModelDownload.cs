using StudioApp.Core.Models;

namespace StudioApp.Engine.Hub;

/// <summary>All files of one model, some at a time, then the whole folder into its place at once.</summary>
internal sealed class ModelDownload(
    HubClient client, ModelsPlace place, DownloadFolder folder, DownloadPlan plan, AccessToken? token, HubOptions options, TimeProvider time)
{
    public DownloadPlan Plan => plan;

    public DownloadFolder Folder => folder;

    /// <summary>Whom it asks.</summary>
    public string Host => client.Host;

    /// <exception cref="HubException">A file cannot be had or kept, or the folder cannot be put in place. What was downloaded stays.</exception>
    public async Task RunAsync(DownloadMeter meter, CancellationToken ct)
    {
        try
        {
            await FetchAsync(meter, ct).ConfigureAwait(false);
            await SourceFile.WriteAsync(folder.Files, plan, ct).ConfigureAwait(false);
            ct.ThrowIfCancellationRequested();
            PutInPlace();
        }
        catch (Exception e) when (ModelsPlace.IsOfTheDisk(e))
        {
            throw new HubException(ModelsPlace.ErrorOf(e), e);
        }
    }

    private async Task FetchAsync(DownloadMeter meter, CancellationToken ct)
    {
        var missing = new List<HubFile>();
        foreach (var file in plan.Files)
        {
            // only a file whose check sum was right has its own name
            if (File.Exists(HubPath.Inside(folder.Files, file.Path)))
            {
                meter.Correct(file.Bytes);
                meter.FileDone();
            }
            else
            {
                missing.Add(file);
            }
        }

        // small ones first: what is wrong with a token or a licence shows at once
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.Parallel, CancellationToken = ct };
        await Parallel.ForEachAsync(missing.OrderBy(file => file.Bytes), parallel, async (file, stop) => await DownloadOf(file, meter).RunAsync(stop).ConfigureAwait(false)).ConfigureAwait(false);
    }

    private FileDownload DownloadOf(HubFile file, DownloadMeter meter) => new(
        client, plan.Pinned, file, HubPath.Inside(folder.Files, file.Path), token, meter, TimeSpan.FromSeconds(options.StallSeconds), time);

    private void PutInPlace()
    {
        if (place.Find(plan.Name) is not null)
            throw new HubException(HubErrors.NameTaken(plan.Name));
        Directory.Move(folder.Files, Path.Combine(place.Root, plan.Name));
    }
}
