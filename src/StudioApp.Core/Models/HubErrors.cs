using System.Globalization;
using StudioApp.Core.Outcomes;

namespace StudioApp.Core.Models;

/// <summary>Every reason why a model cannot be downloaded, put in place or removed.</summary>
public static class HubErrors
{
    public static StudioError RepositoryInvalid(string text) =>
        New("hub.repository-invalid", $"'{text}' is no model of the hub. Give its id as its page shows it, such as owner/name, or the page's address.", text) with { Field = "repository" };

    public static StudioError RevisionInvalid(string revision) =>
        New("hub.revision-invalid", $"'{revision}' is no revision. Give a branch, a tag or a commit, such as main.", revision) with { Field = "revision" };

    public static StudioError NotFound(string repository) =>
        New("hub.not-found", $"The hub has no model '{repository}', or it is private. Check the spelling; for a private one, give a token that may read it.", repository) with { Field = "repository" };

    public static StudioError RevisionNotFound(string repository, string revision) =>
        New("hub.revision-not-found", $"The model '{repository}' has no revision '{revision}'. Leave it empty for the main branch.", repository, revision) with { Field = "revision" };

    public static StudioError FileNotFound(string file) =>
        New("hub.file-not-found", $"The hub lists the file {file} but does not have it. Look at the model again; its authors may just be changing it.", file);

    public static StudioError LicenceNotAccepted(string repository, string address) =>
        New("hub.licence-not-accepted", $"The authors of '{repository}' want their licence accepted first. Open {address}, accept it with your account, then give a token of that account.", repository, address) with { Field = "token" };

    public static StudioError TokenRefused() =>
        New("hub.token-refused", "The hub does not accept this token. It may have expired or been mistyped: make a new one with the right to read, and give it again.") with { Field = "token" };

    public static StudioError Forbidden(string repository) =>
        New("hub.forbidden", $"The hub does not let you read '{repository}'. Give a token of an account that may.", repository) with { Field = "token" };

    public static StudioError TooManyRequests(TimeSpan wait) =>
        New("hub.too-many-requests", $"The hub asks to wait {Seconds(wait)} seconds. What was downloaded is kept: go on after that.", Seconds(wait));

    public static StudioError TooBusy() =>
        New("hub.too-busy", "The hub has too much to do. What was downloaded is kept: try again in a few minutes.");

    public static StudioError Unreachable(string host) =>
        New("hub.unreachable", $"{host} cannot be reached. Check this machine's connection. What was downloaded is kept, and going on starts from there.", host);

    public static StudioError AnswerUnexpected(string host) =>
        New("hub.answer-unexpected", $"{host} gave an answer that the studio does not understand. Try again later; if it stays so, check Hub:BaseAddress in the settings.", host);

    public static StudioError PathUnsafe(string path) =>
        New("hub.path-unsafe", $"The model lists a file '{path}', which could be written outside its folder or over another of its files. Nothing was downloaded. Choose another model.", path);

    public static StudioError NoGraphs(string repository) =>
        New("hub.no-graphs", $"'{repository}' has no ONNX graphs, so the studio cannot run it. Look for an ONNX version of it, or another revision.", repository);

    public static StudioError LacksFiles(string files) =>
        New("hub.lacks-files", $"It lacks what the studio needs to run it: {files}. Look for another revision, or for a complete ONNX version of it.", files);

    public static StudioError DiskTooSmall(string needed, string free) =>
        New("hub.disk-too-small", $"The download needs {needed}, but only {free} are free where models are kept. Make room and try again.", needed, free);

    public static StudioError DiskFull() =>
        New("hub.disk-full", "The disk where models are kept is full. Make room, then go on: what was downloaded is kept.");

    public static StudioError CannotWrite(string reason) =>
        New("hub.cannot-write", $"The models folder cannot be written: {reason}", reason);

    public static StudioError FileDamaged(string file) =>
        New("hub.file-damaged", $"The file {file} came twice with a wrong check sum, so nothing was installed. Go on to fetch it again; if it stays so, tell the model's authors.", file);

    public static StudioError NameInvalid(string name) =>
        New("hub.name-invalid", $"'{name}' cannot be a model's name. Use letters, digits, dots, hyphens and underscores, at most 64, beginning with a letter or digit.", name) with { Field = "name" };

    public static StudioError NameTaken(string name) =>
        New("hub.name-taken", $"There is a model '{name}' already. Choose another name, or remove that one first.", name) with { Field = "name" };

    public static StudioError DownloadDiffers(string name) =>
        New("hub.download-differs", $"A download named '{name}' that stopped is of another model or revision. Go on with it or discard it, or choose another name.", name) with { Field = "name" };

    public static StudioError DownloadRuns(string name) =>
        New("hub.download-runs", $"'{name}' is being downloaded already, here or by another studio on this folder.", name);

    public static StudioError DownloadUnknown(string name) =>
        New("hub.download-unknown", $"There is no stopped download '{name}'. It may have been finished or discarded.", name);

    public static StudioError ModelUnknown(string name) =>
        New("hub.model-unknown", $"There is no model folder '{name}'.", name);

    public static StudioError FolderUnknown(string path) =>
        New("hub.folder-unknown", $"There is no folder '{path}' on the machine that the studio runs on. Give its whole path, from the root on.", path) with { Field = "repository" };

    public static StudioError FolderIsHere(string path) =>
        New("hub.folder-is-here", $"'{path}' lies in the models folder already: it is listed as it is.", path) with { Field = "repository" };

    public static StudioError CannotLink(string reason) =>
        New("hub.cannot-link", $"The folder cannot be linked into the models folder: {reason} Copy or move it there instead.", reason);

    public static StudioError CannotMove(string name, string reason) =>
        New("hub.cannot-move", $"The folder of '{name}' cannot be moved: {reason}", name, reason);

    public static StudioError NotInTrash() =>
        New("hub.not-in-trash", "It is no longer in the trash: it was put back or deleted for good.");

    private static string Seconds(TimeSpan time) => Math.Ceiling(time.TotalSeconds).ToString("0", CultureInfo.InvariantCulture);

    private static StudioError New(string code, string message, params string[] arguments) => new(code, message, arguments);
}
