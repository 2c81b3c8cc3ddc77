using Microsoft.Extensions.Localization;
using MudBlazor;

namespace StudioApp.Web.Shared.Ui;

/// <summary>Tells what was done and offers to take it back: instead of asking beforehand. Scoped: one browser tab.</summary>
public sealed class UndoSnackbar(ISnackbar snackbar, IStringLocalizer<UiText> text)
{
    private const int VisibleMilliseconds = 8_000;

    public void Offer(string message, Func<Task> undo) => snackbar.Add(message, Severity.Normal, options =>
    {
        options.Action = text["Undo"];
        options.OnClick = _ => undo();
        options.VisibleStateDuration = VisibleMilliseconds;
        options.CloseAfterNavigation = false;
        options.DuplicatesBehavior = SnackbarDuplicatesBehavior.Allow;
    });
}
