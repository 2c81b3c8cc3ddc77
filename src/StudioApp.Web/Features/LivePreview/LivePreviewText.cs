namespace StudioApp.Web.Features.LivePreview;

/// <summary>Names this feature's texts for <c>IStringLocalizer</c>.</summary>
public sealed class LivePreviewText;
