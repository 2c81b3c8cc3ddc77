namespace StudioApp.Web.Features.PromptStudio;

/// <summary>Names this feature's texts for <c>IStringLocalizer</c>.</summary>
public sealed class PromptStudioText;
