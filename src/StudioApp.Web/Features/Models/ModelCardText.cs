using Markdig;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace StudioApp.Web.Features.Models;

/// <summary>
/// A model card's Markdown as HTML that is safe to show. Cards come with models from anywhere, so: no HTML of their own, links
/// to the web only, no pictures (the studio fetches nothing by itself).
/// </summary>
internal static class ModelCardText
{
    // the page's own headings are h1 and h2
    private const int HeadingsBelow = 2;

    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder()
        .UseYamlFrontMatter()
        .UsePipeTables()
        .UseAutoLinks()
        .DisableHtml()
        .Build();

    public static string ToHtml(string markdown)
    {
        var document = Markdown.Parse(markdown, Pipeline);
        if (document.FirstOrDefault(b => b is not LinkReferenceDefinitionGroup and not Markdig.Extensions.Yaml.YamlFrontMatterBlock) is HeadingBlock { Level: 1 } title)
            document.Remove(title); // the page shows the model's title already
        foreach (var heading in document.Descendants<HeadingBlock>())
            heading.Level = Math.Min(6, heading.Level + HeadingsBelow);
        foreach (var link in document.Descendants<LinkInline>().ToList())
            Tame(link);
        foreach (var link in document.Descendants<AutolinkInline>().Where(l => !IsWeb(l.Url)).ToList())
            link.ReplaceBy(new LiteralInline(link.Url));
        return document.ToHtml(Pipeline);
    }

    private static void Tame(LinkInline link)
    {
        if (link.IsImage || !IsWeb(link.Url))
        {
            // its words stay, the link goes
            var words = new ContainerInline();
            link.EmbraceChildrenBy(words);
            words.Remove();
            link.ReplaceBy(words);
            return;
        }

        var attributes = link.GetAttributes();
        attributes.AddPropertyIfNotExist("target", "_blank");
        attributes.AddPropertyIfNotExist("rel", "noopener noreferrer nofollow");
    }

    private static bool IsWeb(string? url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp);
}
