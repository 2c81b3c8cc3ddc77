namespace StudioApp.Diffusion.Tests.Support;

/// <summary>Finds what the repository holds from wherever the tests were built to.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    public static string Lantern => Path.Combine(Root, "models", "lantern");

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "StudioApp.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("StudioApp.sln is in no folder above the tests.");
    }
}
