namespace StudioApp.Web.Features.Jobs;

/// <summary>Names this feature's texts for <c>IStringLocalizer</c>.</summary>
public sealed class JobsText;
