using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace StudioApp.TestKit.Hub;

/// <summary>What goes wrong at a <see cref="LoopbackHub"/>, as a test asks for it.</summary>
public sealed class HubFaults : IDisposable
{
    private readonly ConcurrentDictionary<string, int> _cuts = [];
    private readonly ConcurrentDictionary<string, int> _damaged = [];
    private readonly ConcurrentDictionary<string, HeldFile> _held = [];
    private readonly ConcurrentDictionary<string, ConcurrentQueue<Func<HttpContext, Task>>> _answers = [];

    /// <summary>Bytes of a file that come in one piece.</summary>
    public int Piece { get; set; } = 16_384;

    /// <summary>Between pieces, so that a person can watch.</summary>
    public TimeSpan Pause { get; set; }

    /// <summary>The connection breaks, once, after so many bytes of the file.</summary>
    public void Cut(string path, int afterBytes) => _cuts[path] = afterBytes;

    /// <summary>The file comes with a wrong byte so many times.</summary>
    public void DamageNext(string path, int times) => _damaged[path] = times;

    /// <summary>The file stops after so many bytes, until the test lets it go on.</summary>
    public HeldFile Hold(string path, int afterBytes) => _held[path] = new HeldFile(afterBytes);

    /// <summary>The next request whose last part is this one gets an answer of the test's.</summary>
    public void AnswerNext(string lastPart, Func<HttpContext, Task> answer) =>
        _answers.GetOrAdd(lastPart, _ => []).Enqueue(answer);

    /// <summary>The next request whose last part is this one is asked to wait.</summary>
    public void AskToWait(string lastPart, int seconds, int times = 1)
    {
        for (var i = 0; i < times; i++)
        {
            AnswerNext(lastPart, context =>
            {
                context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
                context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
                return Task.CompletedTask;
            });
        }
    }

    public void Dispose()
    {
        foreach (var held in _held.Values)
            held.LetGo();
    }

    internal Func<HttpContext, Task>? TakeAnswer(string lastPart) =>
        _answers.TryGetValue(lastPart, out var queue) && queue.TryDequeue(out var answer) ? answer : null;

    internal byte[] Damage(string path, byte[] bytes)
    {
        if (!_damaged.TryGetValue(path, out var times) || times == 0)
            return bytes;
        _damaged[path] = times - 1;
        byte[] damaged = [.. bytes];
        damaged[^1] ^= 0xFF;
        return damaged;
    }

    internal async Task WriteAsync(HttpContext context, string path, ReadOnlyMemory<byte> bytes)
    {
        var ct = context.RequestAborted;
        for (var sent = 0; sent < bytes.Length;)
        {
            if (_cuts.TryGetValue(path, out var cut) && sent >= cut && _cuts.TryRemove(path, out _))
            {
                context.Abort();
                return;
            }

            if (_held.TryGetValue(path, out var held) && sent >= held.AfterBytes && _held.TryRemove(path, out _))
                await held.WaitAsync(ct);
            var piece = bytes.Slice(sent, Math.Min(Piece, bytes.Length - sent));
            await context.Response.Body.WriteAsync(piece, ct);
            await context.Response.Body.FlushAsync(ct);
            sent += piece.Length;
            if (Pause > TimeSpan.Zero)
                await Task.Delay(Pause, ct);
        }
    }
}

/// <summary>A file that a test holds back.</summary>
public sealed class HeldFile(int afterBytes)
{
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _free = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>When that many bytes were sent.</summary>
    public Task Reached => _reached.Task;

    internal int AfterBytes => afterBytes;

    public void LetGo() => _free.TrySetResult();

    internal Task WaitAsync(CancellationToken ct)
    {
        _reached.TrySetResult();
        return _free.Task.WaitAsync(ct);
    }
}
