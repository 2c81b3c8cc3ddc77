using StudioApp.Core.Outcomes;

namespace StudioApp.Cli.Generate;

/// <summary>What only the command line refuses. The rest are Core's errors.</summary>
internal static class CliErrors
{
    public static StudioError OutputNotMp4(string path) =>
        Output("not-mp4", $"'{path}' is no MP4 file name. The studio writes MP4: name it out.mp4, for example.");

    public static StudioError OutputIsFolder(string path) =>
        Output("is-folder", $"'{path}' is a folder. Name a file in it: {Path.Combine(path, "out.mp4")}");

    public static StudioError OutputFolderMissing(string folder) =>
        Output("folder-missing", $"There is no folder '{folder}'. Make it first: mkdir -p '{folder}'");

    public static StudioError OutputExists(string path) =>
        Output("exists", $"'{path}' is there already. Choose another name, or give --force to replace it.");

    public static StudioError OutputNotWritable(string folder, string why) =>
        Output("not-writable", $"Nothing can be written in '{folder}': {why}");

    public static StudioError NoModels(string folder) =>
        new("cli.no-models", $"There is no usable model in '{folder}'. 'studio models' says why.", [folder]) { Field = "model" };

    public static StudioError PictureMissing(string path) =>
        Picture("missing", $"There is no file '{path}'. Name a picture, such as start.jpg.");

    public static StudioError PictureUnreadable(string path, string why) =>
        Picture("unreadable", $"'{path}' cannot be read: {why}");

    public static StudioError Cancelled() => new("generation.cancelled", "Cancelled. Nothing was kept.");

    private static StudioError Picture(string code, string message) => new($"cli.picture-{code}", message) { Field = "picture" };

    private static StudioError Output(string code, string message) => new($"cli.output-{code}", message) { Field = "output" };
}
