using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using StudioApp.Core.Models;
using StudioApp.Web.Shared.Ui;

namespace StudioApp.Web.Features.Models;

public sealed partial class ModelsPage
{
    private bool _adding;
    private string? _said;

    [Inject]
    public required ModelsViewModel Model { get; init; }

    [Inject]
    public required IModelInstaller Installer { get; init; }

    [Inject]
    public required UndoSnackbar Undo { get; init; }

    [Inject]
    public required IStringLocalizer<ModelsText> Text { get; init; }

    private string? Count => Model.Usable?.Count switch
    {
        null or 0 => null,
        1 => Text["CountOne"].Value,
        { } count => Text["CountMany", count.ToString("N0", CultureInfo.CurrentCulture)].Value,
    };

    protected override Task OnInitializedAsync()
    {
        Follow<ModelInstall>(Installer.Subscribe, ApplyAsync);
        return Model.LoadAsync(Closing);
    }

    private async Task ApplyAsync(IReadOnlyList<ModelInstall> news, CancellationToken ct)
    {
        // progress is there to be seen; only an end is worth an announcement
        foreach (var install in await Model.ApplyAsync(news, ct))
            _said = Text["Installed", install.Name];
        StateHasChanged();
    }

    private async Task StartedAsync()
    {
        _adding = false;
        await Model.LoadAsync(Closing);
    }

    private async Task LinkedAsync(string name)
    {
        await StartedAsync();
        _said = Text["Linked", name];
    }

    private async Task RemoveAsync(InstalledModel model)
    {
        if (await Model.RemoveAsync(model.Name, Closing) is { } removed)
            Undo.Offer(Text["Removed", model.Name], () => UndoAsync(removed));
    }

    // an undo outlives the page that offered it, so it takes no token of the page
    private async Task UndoAsync(RemovedModel removed)
    {
        await Model.RestoreAsync(removed.Id, CancellationToken.None);
        if (!Closing.IsCancellationRequested)
            await InvokeAsync(StateHasChanged);
    }
}
