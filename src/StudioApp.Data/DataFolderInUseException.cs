namespace StudioApp.Data;

/// <summary>Another running studio uses the data folder; the message says what to do.</summary>
public sealed class DataFolderInUseException(string folder, Exception inner)
    : IOException($"Another studio is already running on the data folder '{folder}'. Stop it, or start this one with another folder (--data DIR).", inner)
{
    public string Folder { get; } = folder;
}
