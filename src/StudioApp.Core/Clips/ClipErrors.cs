using System.Globalization;
using StudioApp.Core.Outcomes;

namespace StudioApp.Core.Clips;

/// <summary>Every expected way in which a clip cannot be had or read. One line each, so that the translations can be checked against this list.</summary>
public static class ClipErrors
{
    public static StudioError NotFound() =>
        new("clip.not-found", "There is no such clip. It may have been deleted for good.");

    public static StudioError FileGone(string file) =>
        new("clip.file-gone", $"The clip's {file} is no longer on disk. Restore the data folder from a backup, or generate the clip again with the same seed.", [file]);

    public static StudioError NotAVideo() =>
        new("clip.not-a-video", "This file is no video that can be read. Choose an MP4 file that a studio has made.") { Field = "file" };

    public static StudioError CarriesNoSettings() =>
        new("clip.carries-no-settings", "This video carries no settings of a studio. It was made elsewhere, or a program that it went through has removed them.") { Field = "file" };

    public static StudioError TooManyFiles() =>
        new("clip.too-many-files", "Other files are being read just now. Try this one again in a few seconds.");

    public static StudioError FileTooLarge(long megabytes) =>
        new("clip.file-too-large", $"This file is larger than {megabytes} MB. Clips of a studio are smaller.", [megabytes.ToString(CultureInfo.InvariantCulture)]) { Field = "file" };
}
