namespace StudioApp.TestKit.Files;

/// <summary>The repository that the tests were built from, for those that read its own files.</summary>
public static class RepositoryRoot
{
    /// <summary>An absolute path.</summary>
    public static string Path { get; } = Find();

    /// <summary>Where the committed models lie.</summary>
    public static string Models => System.IO.Path.Combine(Path, "models");

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "StudioApp.sln")))
                return folder.FullName;
        }

        throw new InvalidOperationException("StudioApp.sln stands in no folder above the tests.");
    }
}
