using Microsoft.Extensions.DependencyInjection.Extensions;
using MudBlazor;
using MudBlazor.Services;

namespace StudioApp.Web.Shared.Ui;

/// <summary>The door of the shared components.</summary>
internal static class StudioUi
{
    public static IServiceCollection AddStudioUi(this IServiceCollection services)
    {
        services.AddMudServices(mud =>
        {
            mud.SnackbarConfiguration.PositionClass = Defaults.Classes.Position.BottomLeft;
            mud.SnackbarConfiguration.ShowTransitionDuration = 150;
            mud.SnackbarConfiguration.HideTransitionDuration = 150;
            mud.SnackbarConfiguration.VisibleStateDuration = 4_000;
            mud.SnackbarConfiguration.MaxDisplayedSnackbars = 3;
            mud.SnackbarConfiguration.MaximumOpacity = 100;
            mud.SnackbarConfiguration.HideIcon = true;
        });
        services.TryAddTransient<MudLocalizer, MudWords>();
        services.AddScoped<UndoSnackbar>();
        return services;
    }
}
