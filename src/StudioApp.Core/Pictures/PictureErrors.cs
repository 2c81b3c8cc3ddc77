using System.Globalization;
using StudioApp.Core.Outcomes;

namespace StudioApp.Core.Pictures;

/// <summary>Every expected way in which a picture cannot be taken or had. One line each, so that the translations can be checked against this list.</summary>
public static class PictureErrors
{
    public static StudioError NotFound() =>
        new("picture.not-found", "There is no such picture here. Pictures that nothing was made from go after some days; add it again.");

    public static StudioError Empty() =>
        Refused("picture.empty", "This file is empty. Choose the picture again; if it lies in a cloud, download it first.");

    public static StudioError NotAPicture() =>
        Refused("picture.not-a-picture", "This file is no picture that the studio reads. Save it as JPEG, PNG or WebP and add that.");

    public static StudioError Damaged() =>
        Refused("picture.damaged", "This picture is damaged or cut short. Open it in another program and save it anew, or choose another.");

    public static StudioError Animated() =>
        Refused("picture.animated", "This picture moves, and a clip starts from a still one. Save one of its frames as JPEG or PNG and add that.");

    public static StudioError FileTooLarge(int megabytes) =>
        Refused("picture.file-too-large", $"This file is larger than {megabytes} MB. Save the picture smaller, or as JPEG.", megabytes);

    public static StudioError TooManyPixels(int width, int height, int megapixels) =>
        Refused("picture.too-many-pixels", $"This picture has {width} x {height} pixels; {megapixels} million is the most. Make it smaller and add that.", width, height, megapixels);

    public static StudioError TooManyAtOnce() =>
        new("picture.too-many-at-once", "Other pictures are coming in just now. Try this one again in a few seconds.");

    public static StudioError DiskFull(string folder) =>
        new("picture.disk-full", $"The disk that holds '{folder}' is full, so the picture could not be kept. Free some space and add it again.", [folder]);

    public static StudioError FfmpegMissing() =>
        new("picture.ffmpeg-missing", "ffmpeg is not installed, so pictures cannot be read. Install it (Debian, Ubuntu: sudo apt-get install ffmpeg) and add the picture again.");

    public static StudioError TookTooLong() =>
        Refused("picture.took-too-long", "Reading this picture took too long, so it was given up. Try again when the machine has less to do, or choose another picture.");

    public static StudioError NotSent() =>
        new("picture.not-sent", "The picture did not reach the studio. Check that the studio is still running and reachable, then add it again.");

    /// <summary>A clip's file, or an old clip, names a picture that this studio does not keep.</summary>
    public static StudioError NotHere() =>
        new("picture.not-here", "This clip started from a picture that is not in this studio. Everything else is filled in; add the picture to make the same clip.");

    private static StudioError Refused(string code, string message, params object[] arguments) =>
        new(code, message, [.. arguments.Select(a => Convert.ToString(a, CultureInfo.InvariantCulture) ?? "")]) { Field = "picture" };
}
