using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace StudioApp.Web.Features.Models;

public sealed partial class ModelsPage
{
    [Inject]
    public required ModelsViewModel Model { get; init; }

    [Inject]
    public required IStringLocalizer<ModelsText> Text { get; init; }

    private string? Count => Model.Usable?.Count switch
    {
        null or 0 => null,
        1 => Text["CountOne"].Value,
        { } count => Text["CountMany", count.ToString("N0", CultureInfo.CurrentCulture)].Value,
    };

    protected override Task OnInitializedAsync() => Model.LoadAsync(Closing);
}
