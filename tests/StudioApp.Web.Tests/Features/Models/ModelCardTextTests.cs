using StudioApp.Web.Features.Models;

namespace StudioApp.Web.Tests.Features.Models;

/// <summary>Cards come with models from anywhere.</summary>
public sealed class ModelCardTextTests
{
    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("<img src=x onerror=alert(1)>")]
    [InlineData("text <b onmouseover=\"alert(1)\">bold</b>")]
    [InlineData("<iframe src='https://x.example'></iframe>")]
    public void Html_StaysText(string markdown)
    {
        var html = ModelCardText.ToHtml(markdown);

        Assert.Contains("&lt;", html);
        Assert.DoesNotMatch("<(script|img|b|iframe)", html);
    }

    [Theory]
    [InlineData("[click](javascript:alert(1))")]
    [InlineData("[click](JaVaScRiPt:alert(1))")]
    [InlineData("[click](data:text/html;base64,PHNjcmlwdD4=)")]
    [InlineData("[click](vbscript:x)")]
    [InlineData("[click](file:///etc/passwd)")]
    [InlineData("[click](../other/folder)")]
    [InlineData("[click][ref]\n\n[ref]: javascript:alert(1)")]
    public void Links_ThatDoNotLeadToTheWeb_AreJustWords(string markdown)
    {
        var html = ModelCardText.ToHtml(markdown);

        Assert.Contains("click", html);
        Assert.DoesNotContain("<a", html);
    }

    [Fact]
    public void Autolinks_ThatDoNotLeadToTheWeb_AreJustWords() =>
        Assert.DoesNotContain("<a", ModelCardText.ToHtml("<javascript:alert(1)> and <mailto:a@b.example>"));

    [Fact]
    public void Links_ToTheWeb_OpenApart_AndTellNothing()
    {
        var html = ModelCardText.ToHtml("[Emoji](https://example.org/x)");

        Assert.Contains("href=\"https://example.org/x\"", html);
        Assert.Contains("target=\"_blank\"", html);
        Assert.Contains("rel=\"noopener noreferrer nofollow\"", html);
    }

    [Fact]
    public void Pictures_AreNotFetched()
    {
        var html = ModelCardText.ToHtml("![a *fox*](https://tracker.example/pixel.png)");

        Assert.DoesNotContain("<img", html);
        Assert.DoesNotContain("tracker.example", html);
        Assert.Contains("a <em>fox</em>", html);
    }

    [Fact]
    public void Attributes_OfMarkdownDialects_AreNotTaken() =>
        Assert.DoesNotContain("onclick=", ModelCardText.ToHtml("# Title\n\ntext {onclick=alert(1)}").Replace("{onclick=alert(1)}", "", StringComparison.Ordinal));

    [Fact]
    public void Headings_StandBelowThePages_AndTheFirstTitleIsNotRepeated()
    {
        var html = ModelCardText.ToHtml("---\nlicense: mit\n---\n# Lantern\n\n## Use\n\n# Again");

        Assert.DoesNotContain("Lantern", html);
        Assert.DoesNotContain("license", html);
        Assert.Contains("<h4", html);
        Assert.Contains("<h3", html);
        Assert.DoesNotContain("<h1", html);
    }

    [Fact]
    public void Tables_AreTables() => Assert.Contains("<table>", ModelCardText.ToHtml("| a | b |\n|---|---|\n| 1 | 2 |"));
}
