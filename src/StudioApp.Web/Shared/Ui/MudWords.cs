using Microsoft.Extensions.Localization;
using MudBlazor;

namespace StudioApp.Web.Shared.Ui;

/// <summary>MudBlazor's own few words (it speaks English only), for the components that we use, see MudWords.resx.</summary>
internal sealed class MudWords(IStringLocalizer<MudWords> text) : MudLocalizer
{
    public override LocalizedString this[string key] => text[key];

    public override LocalizedString this[string key, params object[] arguments] => text[key, arguments];
}
