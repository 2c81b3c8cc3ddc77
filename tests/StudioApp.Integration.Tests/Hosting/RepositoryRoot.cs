namespace StudioApp.Integration.Tests.Hosting;

internal static class RepositoryRoot
{
    public static string Path { get; } = Find();

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
