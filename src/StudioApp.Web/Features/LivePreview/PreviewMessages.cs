namespace StudioApp.Web.Features.LivePreview;

/// <summary>Names on the wire. LivePreview.razor.js uses the same ones.</summary>
internal static class PreviewMessages
{
    public const string Path = "/hubs/preview";

    /// <summary>(generation, sequence, step, totalSteps, framesPerSecond, frames) => sequence, once drawn.</summary>
    public const string Preview = "preview";
}
