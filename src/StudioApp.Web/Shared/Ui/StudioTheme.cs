using MudBlazor;

namespace StudioApp.Web.Shared.Ui;

/// <summary>
/// The colours of <c>tokens.css</c> as MudBlazor's theme, so that its components and ours look alike. The style sheet is the
/// truth; a test compares the two.
/// </summary>
internal static class StudioTheme
{
    private static readonly string[] Font = ["Inter Variable", "Inter", "system-ui", "-apple-system", "Segoe UI", "PingFang SC", "Hiragino Sans GB", "Microsoft YaHei UI", "Noto Sans CJK SC", "Noto Sans SC", "WenQuanYi Micro Hei", "sans-serif"];

    public static MudTheme Instance { get; } = new()
    {
        PaletteDark = Paint(new PaletteDark(), new Tokens(
            Page: "#0f0e13", Surface: "#17161d", Raised: "#211f29", Line: "#34313f", Edge: "#7a748a", Text: "#f3f0ea", Muted: "#aba5b8",
            Accent: "#ff6a4d", OnAccent: "#1f0b06", Second: "#f3be5a", Danger: "#ff8fa0", Good: "#7fd1a0")),
        PaletteLight = Paint(new PaletteLight(), new Tokens(
            Page: "#fbf8f3", Surface: "#ffffff", Raised: "#f4efe7", Line: "#e2dcd2", Edge: "#8a8378", Text: "#1b1921", Muted: "#635d6d",
            Accent: "#c8371b", OnAccent: "#ffffff", Second: "#855700", Danger: "#b01240", Good: "#1d6b43")),
        LayoutProperties = new LayoutProperties { DefaultBorderRadius = "10px", AppbarHeight = "52px" },
        Typography = new Typography
        {
            Default = new DefaultTypography { FontFamily = Font, FontSize = "0.9375rem", FontWeight = "420", LineHeight = "1.5", LetterSpacing = "normal" },
            Body1 = new Body1Typography { FontSize = "0.9375rem", FontWeight = "420", LineHeight = "1.5", LetterSpacing = "normal" },
            Body2 = new Body2Typography { FontSize = "0.8125rem", FontWeight = "420", LineHeight = "1.5", LetterSpacing = "normal" },
            H6 = new H6Typography { FontSize = "1.125rem", FontWeight = "640", LineHeight = "1.35", LetterSpacing = "-0.01em" },
            Button = new ButtonTypography { FontSize = "0.9375rem", FontWeight = "540", TextTransform = "none", LetterSpacing = "normal" },
            Caption = new CaptionTypography { FontSize = "0.8125rem", LetterSpacing = "normal" },
        },
    };

    private static T Paint<T>(T palette, Tokens tokens)
        where T : Palette
    {
        palette.Background = tokens.Page;
        palette.BackgroundGray = tokens.Raised;
        palette.Surface = tokens.Surface;
        palette.AppbarBackground = tokens.Page;
        palette.AppbarText = tokens.Text;
        palette.DrawerBackground = tokens.Surface;
        palette.DrawerText = tokens.Text;
        palette.DrawerIcon = tokens.Muted;
        palette.TextPrimary = tokens.Text;
        palette.TextSecondary = tokens.Muted;
        palette.TextDisabled = tokens.Edge;
        palette.ActionDefault = tokens.Muted;
        palette.ActionDisabled = tokens.Edge;
        palette.ActionDisabledBackground = tokens.Raised;
        palette.Divider = tokens.Line;
        palette.DividerLight = tokens.Line;
        palette.LinesDefault = tokens.Line;
        palette.LinesInputs = tokens.Edge;
        palette.TableLines = tokens.Line;
        palette.Skeleton = tokens.Raised;
        palette.Primary = tokens.Accent;
        palette.PrimaryContrastText = tokens.OnAccent;
        palette.Secondary = tokens.Second;
        palette.SecondaryContrastText = tokens.Page;
        palette.Tertiary = tokens.Second;
        palette.TertiaryContrastText = tokens.Page;
        palette.Info = tokens.Second;
        palette.InfoContrastText = tokens.Page;
        palette.Warning = tokens.Second;
        palette.WarningContrastText = tokens.Page;
        palette.Error = tokens.Danger;
        palette.ErrorContrastText = tokens.Page;
        palette.Success = tokens.Good;
        palette.SuccessContrastText = tokens.Page;
        palette.Dark = tokens.Raised;
        palette.DarkContrastText = tokens.Text;
        return palette;
    }

    private sealed record Tokens(
        string Page, string Surface, string Raised, string Line, string Edge, string Text, string Muted,
        string Accent, string OnAccent, string Second, string Danger, string Good);
}
