namespace StudioApp.Benchmarks;

internal static class RepositoryRoot
{
    public static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "StudioApp.sln")))
                return folder.FullName;
        }

        throw new InvalidOperationException("StudioApp.sln stands in no folder above the benchmarks.");
    }
}
