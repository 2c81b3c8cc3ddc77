using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace StudioApp.Web.Shared.Layout;

public sealed partial class MainLayout : IDisposable
{
    private ElementReference _main;
    private ErrorBoundary? _boundary;

    [CascadingParameter]
    private Appearance Appearance { get; set; } = null!; // cascades from Routes

    public void Dispose() => Appearance.Changed -= StateHasChanged;

    protected override void OnInitialized() => Appearance.Changed += StateHasChanged;

    // a page that broke must not keep the next one from showing
    protected override void OnParametersSet() => _boundary?.Recover();

    private void Recover() => _boundary?.Recover();

    private async Task SkipAsync() => await _main.FocusAsync();
}
