using Microsoft.JSInterop;

namespace StudioApp.Web.Tests.Fakes;

/// <summary>A browser whose modules start to listen when the test says so.</summary>
internal sealed class SlowBrowser : IJSRuntime, IJSObjectReference
{
    private readonly TaskCompletionSource<IJSObjectReference> _listening = new();

    /// <summary>What was called, in order: <c>import</c>, <c>listen</c>, <c>stop</c>, <c>dispose</c>.</summary>
    public List<string> Calls { get; } = [];

    public int Listeners => Calls.Count(c => c == "listen") - Calls.Count(c => c == "stop");

    public void AnswerListen() => _listening.SetResult(this);

    public void RefuseListen() => _listening.SetException(new JSException("the element is null"));

    public async ValueTask<TValue> InvokeAsync<TValue>(string identifier, object?[]? args)
    {
        Calls.Add(identifier);
        return identifier switch
        {
            "import" => (TValue)(object)this,
            "listen" => (TValue)await _listening.Task,
            _ => default!, // stop returns nothing
        };
    }

    public ValueTask<TValue> InvokeAsync<TValue>(string identifier, CancellationToken cancellationToken, object?[]? args) => InvokeAsync<TValue>(identifier, args);

    public ValueTask DisposeAsync()
    {
        Calls.Add("dispose");
        return ValueTask.CompletedTask;
    }
}
