using System.Net;
using System.Net.Http.Headers;
using StudioApp.Core.Models;

namespace StudioApp.Engine.Hub;

/// <summary>One file, from the first byte or from where it stopped, until its check sum is right.</summary>
internal sealed class FileDownload(HubClient client, HubAddress pinned, HubFile file, string target, AccessToken? token, DownloadMeter meter, TimeSpan stall, TimeProvider time)
{
    public const string PartEnding = ".part";

    private const int BufferSize = 1 << 17;
    private const int Fetches = 2;
    private const int FailuresInARow = 5;

    private readonly string _part = target + PartEnding;
    private readonly string _etag = target + PartEnding + ".etag";
    private readonly byte[] _buffer = new byte[BufferSize];

    /// <exception cref="HubException">It cannot be had, kept, or comes wrong twice.</exception>
    public async Task RunAsync(CancellationToken ct)
    {
        for (var fetch = 1; !await FetchAsync(ct).ConfigureAwait(false); fetch++)
        {
            if (fetch == Fetches)
                throw new HubException(HubErrors.FileDamaged(file.Path));
        }

        OnDisk(() =>
        {
            File.Move(_part, target, overwrite: true);
            File.Delete(_etag);
        });
        meter.FileDone();
    }

    /// <returns>Whether the check sum is right; when not, nothing is left of it.</returns>
    private async Task<bool> FetchAsync(CancellationToken ct)
    {
        using var content = await PartFile.OpenAsync(_part, file, _buffer, ct).ConfigureAwait(false);
        meter.Correct(content.Length);
        var cameWhole = await FillAsync(content, ct).ConfigureAwait(false);
        if (cameWhole && content.IsRight())
            return true;

        meter.Correct(-content.Length);
        OnDisk(() => content.Restart());
        OnDisk(() => File.Delete(_etag));
        return false;
    }

    /// <returns>Whether as many bytes came as the hub lists.</returns>
    private async Task<bool> FillAsync(PartFile content, CancellationToken ct)
    {
        for (var failures = 0; content.Length < file.Bytes;)
        {
            var before = content.Length;
            try
            {
                if (!await ContinueAsync(content, ct).ConfigureAwait(false))
                    return false;
            }
            catch (HubException e) when (e.IsCut)
            {
                failures = content.Length > before ? 0 : failures + 1;
                if (failures == FailuresInARow)
                    throw;
                if (failures > 0)
                    await Task.Delay(TimeSpan.FromSeconds(1 << failures), time, ct).ConfigureAwait(false);
            }
        }

        return content.Length == file.Bytes;
    }

    /// <returns>Whether what came can be the file.</returns>
    private async Task<bool> ContinueAsync(PartFile content, CancellationToken ct)
    {
        using var response = await client.OpenFileAsync(pinned, file.Path, content.Length, ReadTag(), token, meter.Waits, ct).ConfigureAwait(false);
        if (response.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable)
            return false;
        if (response.StatusCode == HttpStatusCode.PartialContent && response.Content.Headers.ContentRange?.From != content.Length)
            return false;
        if (response.StatusCode != HttpStatusCode.PartialContent && content.Length > 0)
        {
            // it sends all of it again: the file is another by now, or it cannot send parts
            meter.Correct(-content.Length);
            OnDisk(content.Restart);
        }

        OnDisk(() => WriteTag(response.Headers.ETag));
        var body = await response.Content.ReadAsStreamAsync(ct).ConfigureAwait(false);
        await using (body.ConfigureAwait(false))
            return await CopyAsync(body, content, ct).ConfigureAwait(false);
    }

    private async Task<bool> CopyAsync(Stream body, PartFile content, CancellationToken ct)
    {
        while (await ReadAsync(body, ct).ConfigureAwait(false) is > 0 and var read)
        {
            if (content.Length + read > file.Bytes)
                return false;
            await content.AppendAsync(_buffer.AsMemory(0, read), ct).ConfigureAwait(false);
            meter.Fetched(read);
        }

        // an end that comes too early without an error is a cut as well
        return content.Length == file.Bytes ? true : throw Cut(null);
    }

    private async Task<int> ReadAsync(Stream body, CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(stall);
        try
        {
            return await body.ReadAsync(_buffer, patience.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or HttpRequestException || (e is OperationCanceledException && !ct.IsCancellationRequested))
        {
            throw Cut(e);
        }
    }

    private HubException Cut(Exception? inner) => new(HubErrors.Unreachable(client.Host) with { Details = inner?.Message }, inner) { IsCut = true };

    private EntityTagHeaderValue? ReadTag() => File.Exists(_etag) && EntityTagHeaderValue.TryParse(File.ReadAllText(_etag), out var tag) ? tag : null;

    private void WriteTag(EntityTagHeaderValue? tag)
    {
        if (tag is { IsWeak: false })
            File.WriteAllText(_etag, tag.ToString());
        else
            File.Delete(_etag);
    }

    private static void OnDisk(Action action)
    {
        try
        {
            action();
        }
        catch (Exception e) when (ModelsPlace.IsOfTheDisk(e))
        {
            throw new HubException(ModelsPlace.ErrorOf(e), e);
        }
    }
}
