using StudioApp.Core.Outcomes;

namespace StudioApp.Core.Models;

/// <summary>Every reason why a model cannot be used. One line each, so that the translations can be checked against this list.</summary>
public static class ModelErrors
{
    public static StudioError FileMissing(string file) =>
        New("model.file-missing", $"The file {file} is missing. Copy or download the whole model folder again.", file);

    public static StudioError FileIncomplete(string file) =>
        New("model.file-incomplete", $"The file {file} is empty or cut short, as after a download that stopped. Copy or download it again.", file);

    public static StudioError FileIsPointer(string file) =>
        New("model.file-is-pointer", $"The file {file} is only a Git LFS pointer. Run 'git lfs pull' in the folder that you cloned.", file);

    public static StudioError FileCorrupt(string file) =>
        New("model.file-corrupt", $"The file {file} is not what its name says. Copy or download it again.", file);

    public static StudioError FileUnreadable(string file) =>
        New("model.file-unreadable", $"The file {file} cannot be read. Give the studio's user the right to read it.", file);

    public static StudioError LinkBroken(string path) =>
        New("model.link-broken", $"Its folder '{path}' is not there. Connect the disk that it is on, or remove the model here.", path);

    public static StudioError Unsupported(string details) =>
        New("model.unsupported", $"This version of the studio does not run it: {details}", details);

    public static StudioError AspectsUnreadable() =>
        New("model.aspects-unreadable", "None of its aspects reads as a ratio such as 16:9. Correct 'aspects' in its model_index.json.");

    public static StudioError DeviceMissing(StudioError why) =>
        New("model.device-missing", $"The device that the settings ask for is not there: {why.Message}", why.Message) with { Reason = why };

    private static StudioError New(string code, string message, params string[] arguments) => new(code, message, arguments);
}
