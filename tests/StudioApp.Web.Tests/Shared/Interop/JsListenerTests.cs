using Microsoft.JSInterop;
using StudioApp.Web.Shared.Interop;
using StudioApp.Web.Tests.Fakes;

namespace StudioApp.Web.Tests.Shared.Interop;

public sealed class JsListenerTests
{
    private readonly SlowBrowser _browser = new();
    private readonly JsListener _listener = new();

    [Fact]
    public async Task Start_AtEveryRender_ListensOnce()
    {
        var first = StartAsync();
        var second = StartAsync();
        _browser.AnswerListen();
        await Task.WhenAll(first, second, StartAsync());

        Assert.Equal(["import", "listen"], _browser.Calls);
        Assert.NotNull(_listener.Handle);
    }

    [Fact]
    public async Task Dispose_StopsAndLetsGo_Once()
    {
        _browser.AnswerListen();
        await StartAsync();

        await _listener.DisposeAsync();
        await _listener.DisposeAsync();

        Assert.Equal(["import", "listen", "stop", "dispose", "dispose"], _browser.Calls);
        Assert.Null(_listener.Handle);
    }

    [Fact]
    public async Task PageLeft_BeforeTheBrowserListens_LeavesNoListener()
    {
        var starting = StartAsync();
        await _listener.DisposeAsync();
        _browser.AnswerListen();
        await starting;

        Assert.Equal(0, _browser.Listeners);
        Assert.Null(_listener.Handle);
    }

    [Fact]
    public async Task PageLeft_BeforeTheBrowserListens_ItsMissingElementIsNoError()
    {
        var starting = StartAsync();
        await _listener.DisposeAsync();
        _browser.RefuseListen();

        await starting;
    }

    [Fact]
    public async Task BrowserThatCannot_TellsThePage()
    {
        var starting = StartAsync();
        _browser.RefuseListen();

        await Assert.ThrowsAsync<JSException>(() => starting);
        await _listener.DisposeAsync();
    }

    private Task StartAsync() => _listener.StartAsync(_browser, "./Page.razor.js", this);
}
