namespace StudioApp.Web.Shared.Layout;

/// <summary>The words of the frame around every page, see LayoutText.resx.</summary>
internal sealed class LayoutText;
