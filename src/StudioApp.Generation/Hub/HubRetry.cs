using System.Net;
using Microsoft.Extensions.Http.Resilience;
using Polly;

namespace StudioApp.Engine.Hub;

/// <summary>When a request is sent again: connections that fail, a hub that is busy, one that asks to wait. What breaks in the middle of a file is not its business.</summary>
internal static class HubRetry
{
    /// <summary>Told how long the hub asked to wait.</summary>
    public static readonly HttpRequestOptionsKey<Action<TimeSpan>> OnWait = new("StudioApp.Hub.OnWait");

    private const int Attempts = 3;

    // asked to wait for longer than this, the person is told instead
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(5);

    /// <summary>What the answer asks for in Retry-After; null when it asks nothing.</summary>
    public static TimeSpan? WaitOf(HttpResponseMessage response) => WaitOf(response, TimeProvider.System);

    public static HttpRetryStrategyOptions Strategy(TimeProvider time) => new()
    {
        MaxRetryAttempts = Attempts,
        BackoffType = DelayBackoffType.Exponential,
        Delay = TimeSpan.FromSeconds(1),
        UseJitter = true,
        ShouldRetryAfterHeader = false,
        ShouldHandle = args => ValueTask.FromResult(IsWorthIt(args.Outcome, time)),
        DelayGenerator = args => ValueTask.FromResult(args.Outcome.Result is { } answer ? WaitOf(answer, time) : null),
        OnRetry = args =>
        {
            if (args.Outcome.Result is { } answer && WaitOf(answer, time) is { } wait
                && answer.RequestMessage is { } request && request.Options.TryGetValue(OnWait, out var onWait))
                onWait(wait);
            return ValueTask.CompletedTask;
        },
    };

    private static bool IsWorthIt(Outcome<HttpResponseMessage> outcome, TimeProvider time) => outcome switch
    {
        { Exception: { } exception } => exception is HttpRequestException,
        { Result: { } answer } => IsBusy(answer.StatusCode) && (WaitOf(answer, time) ?? TimeSpan.Zero) <= LongestWait,
        _ => false,
    };

    private static bool IsBusy(HttpStatusCode status) => status is HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout or >= HttpStatusCode.InternalServerError;

    private static TimeSpan? WaitOf(HttpResponseMessage response, TimeProvider time) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date - time.GetUtcNow() is { } left && left > TimeSpan.Zero ? left : TimeSpan.Zero,
        _ => null,
    };
}
