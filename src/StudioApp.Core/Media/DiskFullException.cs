namespace StudioApp.Core.Media;

/// <summary>The disk that holds <see cref="Folder"/> has no room left. Rows and files are as they were before.</summary>
public sealed class DiskFullException(string folder, Exception inner) : IOException($"The disk that holds '{folder}' is full.", inner)
{
    public string Folder { get; } = folder;
}
