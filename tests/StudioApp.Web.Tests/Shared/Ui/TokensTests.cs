using System.Globalization;
using System.Text.RegularExpressions;
using MudBlazor;
using StudioApp.Web.Shared.Ui;

namespace StudioApp.Web.Tests.Shared.Ui;

public sealed partial class TokensTests
{
    private static readonly string[] Grounds = ["page", "surface", "raised"];
    private static readonly string Css = SourceTree.Read("wwwroot-assets/StudioApp.Assets/wwwroot/css/tokens.css");

    public static TheoryData<string, string, string> TextPairs()
    {
        var pairs = new TheoryData<string, string, string>();
        foreach (var theme in new[] { "dark", "light" })
        {
            foreach (var ground in Grounds)
            {
                foreach (var ink in new[] { "text", "muted", "accent", "accent-strong", "second", "danger", "good" })
                    pairs.Add(theme, ink, ground);
            }

            pairs.Add(theme, "on-accent", "accent");
            pairs.Add(theme, "on-accent", "accent-strong");
            pairs.Add(theme, "accent", "accent-tint");
            pairs.Add(theme, "danger", "danger-tint");
            foreach (var tint in new[] { "accent-tint", "second-tint", "danger-tint" })
            {
                pairs.Add(theme, "text", tint);
                pairs.Add(theme, "muted", tint);
            }
        }

        return pairs;
    }

    [Theory]
    [MemberData(nameof(TextPairs))]
    public void Text_OnItsGround_CanBeRead(string theme, string ink, string ground)
    {
        var colours = ColoursOf(theme);

        Assert.InRange(Contrast(colours[ink], colours[ground]), 4.5, 21);
    }

    [Theory]
    [InlineData("dark")]
    [InlineData("light")]
    public void Edge_OfFields_CanBeSeen(string theme)
    {
        var colours = ColoursOf(theme);

        Assert.All(Grounds, ground => Assert.InRange(Contrast(colours["edge"], colours[ground]), 3, 21));
    }

    [Fact]
    public void Themes_NameTheSameColours() => Assert.Equal(ColoursOf("dark").Keys.Order(), ColoursOf("light").Keys.Order());

    [Theory]
    [InlineData("dark")]
    [InlineData("light")]
    public void MudBlazorsTheme_HasTheTokensColours(string theme)
    {
        var colours = ColoursOf(theme);
        Palette palette = theme == "dark" ? StudioTheme.Instance.PaletteDark : StudioTheme.Instance.PaletteLight;

        Assert.Equal(colours["page"], Hex(palette.Background));
        Assert.Equal(colours["surface"], Hex(palette.Surface));
        Assert.Equal(colours["raised"], Hex(palette.BackgroundGray));
        Assert.Equal(colours["line"], Hex(palette.Divider));
        Assert.Equal(colours["edge"], Hex(palette.LinesInputs));
        Assert.Equal(colours["text"], Hex(palette.TextPrimary));
        Assert.Equal(colours["muted"], Hex(palette.TextSecondary));
        Assert.Equal(colours["accent"], Hex(palette.Primary));
        Assert.Equal(colours["on-accent"], Hex(palette.PrimaryContrastText));
        Assert.Equal(colours["second"], Hex(palette.Secondary));
        Assert.Equal(colours["danger"], Hex(palette.Error));
        Assert.Equal(colours["good"], Hex(palette.Success));
    }

    [Fact]
    public void StyleSheets_UseTokens_NotColoursOfTheirOwn()
    {
        var strays = SourceTree.Web("*.razor.css")
            .SelectMany(f => File.ReadLines(f.FullName).Select((line, i) => (File: SourceTree.NameOf(f), Number: i + 1, Line: line)))
            .Where(x => RawColour().IsMatch(x.Line))
            .Select(x => $"{x.File}:{x.Number}: {x.Line.Trim()}");

        Assert.Empty(strays);
    }

    [Fact]
    public void StyleSheets_UseOnlyTokensThatExist()
    {
        var known = Declaration().Matches(Css).Select(m => m.Groups[1].Value).ToHashSet();
        var unknown = SourceTree.Web("*.razor.css").SelectMany(f =>
        {
            var css = File.ReadAllText(f.FullName);
            return Use().Matches(css).Select(m => m.Groups[1].Value)
                // what a component sets for itself, in its style sheet or in its markup
                .Where(name => !known.Contains(name) && !css.Contains($"--{name}:", StringComparison.Ordinal) && !Markup.Contains($"--{name}:", StringComparison.Ordinal))
                .Select(name => $"{SourceTree.NameOf(f)}: --{name}");
        });

        Assert.Empty(unknown);
    }

    private static string Markup { get; } = string.Concat(
        SourceTree.Web("*.razor*").Select(f => File.ReadAllText(f.FullName)));

    private static Dictionary<string, string> ColoursOf(string theme)
    {
        var start = Css.IndexOf($"[data-theme=\"{theme}\"] {{", StringComparison.Ordinal);
        var block = Css[start..Css.IndexOf('}', start)];
        return Colour().Matches(block).ToDictionary(m => m.Groups[1].Value, m => m.Groups[2].Value);
    }

    private static string Hex(MudBlazor.Utilities.MudColor colour) => colour.ToString(MudBlazor.Utilities.MudColorOutputFormats.Hex);

    // WCAG 2.2: relative luminance and contrast ratio
    private static double Contrast(string one, string other)
    {
        var (a, b) = (Luminance(one), Luminance(other));
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    private static double Luminance(string hex)
    {
        var rgb = Enumerable.Range(0, 3)
            .Select(i => int.Parse(hex.AsSpan(1 + 2 * i, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0)
            .Select(c => c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4))
            .ToArray();
        return 0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2];
    }

    [GeneratedRegex(@"--([\w-]+):\s*(#[0-9a-f]{6});")]
    private static partial Regex Colour();

    [GeneratedRegex(@"--([\w-]+):")]
    private static partial Regex Declaration();

    [GeneratedRegex(@"var\(--([\w-]+)\)")]
    private static partial Regex Use();

    [GeneratedRegex(@"#[0-9a-fA-F]{3,8}\b|\brgba?\(|\bhsla?\(")]
    private static partial Regex RawColour();
}
