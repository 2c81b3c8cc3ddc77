using StudioApp.Core.Clips;
using StudioApp.Core.Outcomes;
using StudioApp.Core.Pictures;

namespace StudioApp.Web.Tests.Fakes;

/// <summary>Takes no picture before the test says what came of it.</summary>
internal sealed class HeldIntake : IPictureIntake
{
    private readonly TaskCompletionSource<Outcome<Picture>> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The frames that were asked for.</summary>
    public List<(string Video, TimeSpan At)> Frames { get; } = [];

    public void Answer(Outcome<Picture> outcome) => _answer.SetResult(outcome);

    public Task<Outcome<Picture>> TakeAsync(Stream file, CancellationToken ct) => _answer.Task.WaitAsync(ct);

    public Task<Outcome<Picture>> TakeFrameAsync(string video, ClipFacts facts, TimeSpan at, CancellationToken ct)
    {
        Frames.Add((video, at));
        return _answer.Task.WaitAsync(ct);
    }
}
