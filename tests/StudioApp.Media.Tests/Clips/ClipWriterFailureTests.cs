using System.Diagnostics;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Time.Testing;
using StudioApp.Media.Clips;
using StudioApp.Media.Tests.Support;

namespace StudioApp.Media.Tests.Clips;

/// <summary>Whatever goes wrong: the right exception, no file left over, no process left over.</summary>
public sealed class ClipWriterFailureTests : IDisposable
{
    private readonly TempFolder _folder = new();

    [Fact]
    public async Task WriteAsync_NoFfmpeg_SaysHowToGetIt()
    {
        using var empty = new TempFolder();
        var job = Studio.Job(_folder.Path);

        var e = await Assert.ThrowsAsync<MediaException>(() => Studio.Writer(o => o.FfmpegFolder = empty.Path).WriteAsync(job, Pictures.Moving(job), default));

        Assert.Equal(MediaFault.FfmpegMissing, e.Fault);
        Assert.Contains("apt-get install ffmpeg", e.Message);
        AssertNothingIsLeft();
    }

    [LinuxFact]
    public async Task WriteAsync_FfmpegMayNotBeExecuted_IsMissingToo()
    {
        using var broken = new TempFolder();
        await File.WriteAllTextAsync(broken["ffmpeg"], "");
        await File.WriteAllTextAsync(broken["ffprobe"], "");
        var job = Studio.Job(_folder.Path);

        var e = await Assert.ThrowsAsync<MediaException>(() => Studio.Writer(o => o.FfmpegFolder = broken.Path).WriteAsync(job, Pictures.Moving(job), default));

        Assert.Equal(MediaFault.FfmpegMissing, e.Fault);
        AssertNothingIsLeft();
    }

    [LinuxFact]
    public async Task WriteAsync_FfmpegVanishesBetweenTwoClips_IsMissing()
    {
        using var own = new TempFolder();
        File.CreateSymbolicLink(own["ffmpeg"], "/usr/bin/ffmpeg");
        File.CreateSymbolicLink(own["ffprobe"], "/usr/bin/ffprobe");
        var writer = Studio.Writer(o => o.FfmpegFolder = own.Path);
        var job = Studio.Job(_folder.Path, frames: 3);
        await writer.WriteAsync(job, Pictures.Moving(job), default);
        foreach (var file in Directory.GetFiles(_folder.Path))
            File.Delete(file);

        File.Delete(own["ffmpeg"]);

        var e = await Assert.ThrowsAsync<MediaException>(() => writer.WriteAsync(job, Pictures.Moving(job), default));
        Assert.Equal(MediaFault.FfmpegMissing, e.Fault);
        AssertNothingIsLeft();
    }

    [LinuxFact]
    public async Task WriteAsync_FfmpegKilledBetweenFrames_FailsAtOnceAndStopsTheProducer()
    {
        var job = Studio.Job(_folder.Path);
        var producer = new HeldProducer(job, freeFrames: 5);
        var writing = Studio.Writer().WriteAsync(job, producer.Frames(), default);
        await producer.Held;

        ChildProcesses.KillNow(Assert.Single(ChildProcesses.Of(_folder.Path)));

        var e = await Assert.ThrowsAsync<MediaException>(() => writing.WaitAsync(TimeSpan.FromSeconds(10)));
        Assert.Equal(MediaFault.EncodingFailed, e.Fault);
        Assert.Contains("137", e.Message);
        Assert.True(producer.Stopped, "the producer was not told to stop");
        AssertNothingIsLeft();
    }

    [LinuxFact]
    public async Task WriteAsync_FfmpegKilledWhileFramesFlow_Fails()
    {
        var flow = new FlowingProducer();
        var writing = Studio.Writer().WriteAsync(flow.Job(_folder.Path), flow.Frames(), default);
        await flow.Flowing;

        ChildProcesses.KillNow(Assert.Single(ChildProcesses.Of(_folder.Path)));

        var e = await Assert.ThrowsAsync<MediaException>(() => writing.WaitAsync(TimeSpan.FromSeconds(10)));
        Assert.Equal(MediaFault.EncodingFailed, e.Fault);
        AssertNothingIsLeft();
    }

    [LinuxFact]
    public async Task WriteAsync_FfmpegStopsTakingFrames_IsEndedAndSaysSo()
    {
        var time = new FakeTimeProvider();
        var flow = new FlowingProducer();
        var writing = Studio.Writer(time: time).WriteAsync(flow.Job(_folder.Path), flow.Frames(), default);
        await flow.Flowing;

        await ChildProcesses.FreezeAsync(Assert.Single(ChildProcesses.Of(_folder.Path)));

        var e = await Assert.ThrowsAsync<MediaException>(() => LetTimePassAsync(writing, time));
        Assert.Equal(MediaFault.Hangs, e.Fault);
        Assert.Contains("60 s", e.Message);
        AssertNothingIsLeft();
    }

    [LinuxFact]
    public async Task WriteAsync_FfmpegNeverEndsAfterTheLastFrame_IsEndedAndSaysSo()
    {
        var time = new FakeTimeProvider();
        var job = Studio.Job(_folder.Path);
        var producer = new HeldProducer(job, freeFrames: job.FrameCount - 1);
        var writing = Studio.Writer(time: time).WriteAsync(job, producer.Frames(), default);
        await producer.Held;

        await ChildProcesses.FreezeAsync(Assert.Single(ChildProcesses.Of(_folder.Path)));
        producer.Release();

        var e = await Assert.ThrowsAsync<MediaException>(() => LetTimePassAsync(writing, time));
        Assert.Equal(MediaFault.Hangs, e.Fault);
        AssertNothingIsLeft();
    }

    [LinuxFact]
    public async Task WriteAsync_FfmpegNeverOpensItsInput_IsEndedAndSaysSo()
    {
        using var own = new TempFolder();
        File.CreateSymbolicLink(own["ffprobe"], "/usr/bin/ffprobe");
        await ScriptAsync(own["ffmpeg"], """
            case "$*" in *-version*) exec /usr/bin/ffmpeg -version;; esac
            exec sleep 600
            """);
        var job = Studio.Job(_folder.Path);

        var e = await Assert.ThrowsAsync<MediaException>(() =>
            Studio.Writer(o => (o.FfmpegFolder, o.StallSeconds) = (own.Path, 0.5)).WriteAsync(job, Pictures.Moving(job), default).WaitAsync(TimeSpan.FromSeconds(10)));

        Assert.Equal(MediaFault.Hangs, e.Fault);
        AssertNothingIsLeft();
    }

    [LinuxFact]
    public async Task WriteAsync_FfprobeNeverAnswers_IsEndedAndSaysSo()
    {
        using var own = new TempFolder();
        File.CreateSymbolicLink(own["ffmpeg"], "/usr/bin/ffmpeg");
        await ScriptAsync(own["ffprobe"], "exec sleep 600");
        var job = Studio.Job(_folder.Path);

        var e = await Assert.ThrowsAsync<MediaException>(() =>
            Studio.Writer(o => (o.FfmpegFolder, o.StallSeconds) = (own.Path, 3)).WriteAsync(job, Pictures.Moving(job), default).WaitAsync(TimeSpan.FromSeconds(10)));

        Assert.Equal(MediaFault.Hangs, e.Fault);
        Assert.Contains("ffprobe", e.Message);
        AssertNothingIsLeft();
    }

    [Fact]
    public async Task WriteAsync_ModelThinksForAnHour_IsNoHangOfFfmpeg()
    {
        var time = new FakeTimeProvider();
        var job = Studio.Job(_folder.Path);
        var producer = new HeldProducer(job, freeFrames: 5);
        var writing = Studio.Writer(time: time).WriteAsync(job, producer.Frames(), default);
        await producer.Held;

        time.Advance(TimeSpan.FromHours(1));
        producer.Release();

        Assert.Equal(job.FrameCount, (await writing).FrameCount);
    }

    [LinuxFact]
    public async Task WriteAsync_FfmpegInterruptedByItself_Fails()
    {
        var flow = new FlowingProducer();
        var writing = Studio.Writer().WriteAsync(flow.Job(_folder.Path), flow.Frames(), default);
        await flow.Flowing;

        await ChildProcesses.InterruptAsync(Assert.Single(ChildProcesses.Of(_folder.Path)));

        var e = await Assert.ThrowsAsync<MediaException>(() => writing.WaitAsync(TimeSpan.FromSeconds(10)));
        Assert.Equal(MediaFault.EncodingFailed, e.Fault);
        AssertNothingIsLeft();
    }

    [LinuxFact]
    public async Task WriteAsync_CtrlCReachesFfmpegBeforeUs_IsCancelledNotFailed()
    {
        using var cancel = new CancellationTokenSource();
        var flow = new FlowingProducer();
        var writing = Studio.Writer().WriteAsync(flow.Job(_folder.Path), flow.Frames(), cancel.Token);
        await flow.Flowing;

        await ChildProcesses.InterruptAsync(Assert.Single(ChildProcesses.Of(_folder.Path)));
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => writing.WaitAsync(TimeSpan.FromSeconds(10)));
        AssertNothingIsLeft();
    }

    [Fact]
    public async Task WriteAsync_Cancelled_EndsWithinASecondThoughTheProducerDoesNotListen()
    {
        using var cancel = new CancellationTokenSource();
        var job = Studio.Job(_folder.Path);
        var deaf = new HeldProducer(job, freeFrames: 5, listens: false);
        var writing = Studio.Writer().WriteAsync(job, deaf.Frames(), cancel.Token);
        await deaf.Held;

        var clock = Stopwatch.StartNew();
        await cancel.CancelAsync();

        var e = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => writing);
        Assert.Equal(cancel.Token, e.CancellationToken);
        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 3);
        AssertNothingIsLeft();
        deaf.Release();
        await deaf.Disposed.WaitAsync(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task WriteAsync_CancelledWhileTheProducerBlocksItsThread_EndsAllTheSame()
    {
        using var cancel = new CancellationTokenSource();
        using var blocked = new SemaphoreSlim(0);
        using var never = new ManualResetEventSlim();
        var job = Studio.Job(_folder.Path);
        var writing = Studio.Writer().WriteAsync(job, Blocking(), cancel.Token);
        await blocked.WaitAsync();

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => writing.WaitAsync(TimeSpan.FromSeconds(5)));
        AssertNothingIsLeft();
        never.Set();

        async IAsyncEnumerable<ReadOnlyMemory<byte>> Blocking()
        {
            blocked.Release();
            never.Wait();
            yield return default;
            await Task.Yield();
        }
    }

    [Fact]
    public async Task WriteAsync_CancelledBefore_StartsNothing()
    {
        var job = Studio.Job(_folder.Path);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Studio.Writer().WriteAsync(job, Pictures.Moving(job), new CancellationToken(canceled: true)));

        AssertNothingIsLeft();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(30)]
    public async Task WriteAsync_ProducerThrows_ItsExceptionComesThroughUnchanged(int after)
    {
        var job = Studio.Job(_folder.Path, frames: 30);
        var thrown = new InvalidDataException("every frame is black");

        var caught = await Assert.ThrowsAsync<InvalidDataException>(() => Studio.Writer().WriteAsync(job, Failing(), default));

        Assert.Same(thrown, caught);
        AssertNothingIsLeft();

        async IAsyncEnumerable<ReadOnlyMemory<byte>> Failing()
        {
            await foreach (var frame in Pictures.Moving(job, after))
                yield return frame;
            throw thrown;
        }
    }

    [Theory]
    [InlineData(0, "0 of 30")]
    [InlineData(29, "29 of 30")]
    [InlineData(31, "more frames than the 30")]
    public async Task WriteAsync_OtherFrameCountThanPromised_SaysSo(int count, string message)
    {
        var job = Studio.Job(_folder.Path, frames: 30);

        var e = await Assert.ThrowsAsync<MediaException>(() => Studio.Writer().WriteAsync(job, Pictures.Moving(job, count), default));

        Assert.Equal(MediaFault.EncodingFailed, e.Fault);
        Assert.Contains(message, e.Message);
        AssertNothingIsLeft();
    }

    [Fact]
    public async Task WriteAsync_FrameOfAnotherSize_SaysWhich()
    {
        var job = Studio.Job(_folder.Path, frames: 3);

        var e = await Assert.ThrowsAsync<MediaException>(() => Studio.Writer().WriteAsync(
            job, Pictures.Of([Pictures.Plain(64, 48, 1, 2, 3), Pictures.Plain(64, 46, 1, 2, 3), Pictures.Plain(64, 48, 1, 2, 3)]), default));

        Assert.Contains("frame 2", e.Message);
        AssertNothingIsLeft();
    }

    [SmallDiskFact]
    public async Task WriteAsync_DiskFillsUp_SaysSoAndLeavesTheRestAlone()
    {
        using var disk = new SmallDisk(kilobytes: 64);
        await File.WriteAllTextAsync(Path.Combine(disk.Path, "other.txt"), "somebody else's");
        var job = Studio.Job(disk.Path, width: 320, height: 240, frames: 60);
        var noise = new byte[320 * 240 * 3];
        new Random(1).NextBytes(noise);

        var e = await Assert.ThrowsAsync<MediaException>(() => Studio.Writer().WriteAsync(job, Pictures.Of(Enumerable.Repeat(noise, 60)), default));

        Assert.Equal(MediaFault.DiskFull, e.Fault);
        Assert.Contains(disk.Path, e.Message);
        Assert.Equal(["other.txt"], disk.Names);
    }

    [SmallDiskFact]
    public async Task WriteAsync_DiskFullFromTheStart_SaysSo()
    {
        using var disk = new SmallDisk(kilobytes: 4);
        await File.WriteAllBytesAsync(Path.Combine(disk.Path, "other.bin"), new byte[4096]);
        var job = Studio.Job(disk.Path, frames: 3);

        var e = await Assert.ThrowsAsync<MediaException>(() => Studio.Writer().WriteAsync(job, Pictures.Moving(job), default));

        Assert.Equal(MediaFault.DiskFull, e.Fault);
        Assert.Equal(["other.bin"], disk.Names);
    }

    [Fact]
    public async Task WriteAsync_FinalNameCannotBeTaken_LeavesNoneOfTheThree()
    {
        var job = Studio.Job(_folder.Path, frames: 3);
        Directory.CreateDirectory(job.VideoPath);

        await Assert.ThrowsAnyAsync<Exception>(() => Studio.Writer().WriteAsync(job, Pictures.Moving(job), default));

        Assert.Equal(["video.mp4"], _folder.Names);
        Assert.Empty(Directory.EnumerateFileSystemEntries(job.VideoPath));
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>A minute after the other, until the writing has ended.</summary>
    private static async Task LetTimePassAsync(Task writing, FakeTimeProvider time)
    {
        var clock = Stopwatch.StartNew();
        while (!writing.IsCompleted && clock.Elapsed < TimeSpan.FromSeconds(10))
        {
            time.Advance(TimeSpan.FromMinutes(1));
            await Task.Yield();
        }

        await writing.WaitAsync(TimeSpan.FromSeconds(10));
    }

    private static async Task ScriptAsync(string path, string commands)
    {
        await File.WriteAllTextAsync(path, "#!/bin/sh\n" + commands + "\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private void AssertNothingIsLeft()
    {
        Assert.Empty(_folder.Names);
        if (OperatingSystem.IsLinux())
            Assert.Empty(ChildProcesses.Of(_folder.Path));
    }

    /// <summary>Gives some frames, then holds the next one back until it is told otherwise.</summary>
    private sealed class HeldProducer(ClipJob job, int freeFrames, bool listens = true)
    {
        private readonly TaskCompletionSource _held = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _release = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _disposed = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Held => _held.Task;

        public Task Disposed => _disposed.Task;

        public bool Stopped { get; private set; }

        public void Release() => _release.SetResult();

        public async IAsyncEnumerable<ReadOnlyMemory<byte>> Frames([EnumeratorCancellation] CancellationToken ct = default)
        {
            try
            {
                for (var i = 0; i < job.FrameCount; i++)
                {
                    if (i == freeFrames)
                    {
                        _held.SetResult();
                        await _release.Task.WaitAsync(listens ? ct : default);
                    }

                    yield return Pictures.Moving(job.Width, job.Height, i, job.FrameCount);
                }
            }
            finally
            {
                Stopped = ct.IsCancellationRequested;
                _disposed.SetResult();
            }
        }
    }

    /// <summary>Gives frames as fast as ffmpeg takes them, for longer than any test runs.</summary>
    private sealed class FlowingProducer
    {
        private readonly TaskCompletionSource _flowing = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly byte[] _frame = new byte[640 * 480 * 3];

        /// <summary>ffmpeg is at work.</summary>
        public Task Flowing => _flowing.Task;

        public ClipJob Job(string folder) => Studio.Job(folder, width: 640, height: 480, frames: 1_000_000);

        public async IAsyncEnumerable<ReadOnlyMemory<byte>> Frames([EnumeratorCancellation] CancellationToken ct = default)
        {
            for (var i = 0; !ct.IsCancellationRequested; i++)
            {
                if (i == 30)
                    _flowing.SetResult();
                yield return _frame;
                await Task.Yield();
            }
        }
    }
}
