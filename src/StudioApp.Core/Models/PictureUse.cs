namespace StudioApp.Core.Models;

/// <summary>Whether a model takes a picture to start from.</summary>
public enum PictureUse
{
    /// <summary>It starts from words alone.</summary>
    No,

    /// <summary>It starts from words, and from a picture too where there is one.</summary>
    May,

    /// <summary>It sets a picture in motion, and makes nothing without one.</summary>
    Must,
}
