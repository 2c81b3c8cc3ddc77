namespace StudioApp.Engine.Tests.Local;

/// <summary>The repository's own models.</summary>
internal static class LocalModelFolder
{
    public static string Models { get; } = Path.Combine(Root(), "models");

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "StudioApp.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The tests do not run inside the repository.");
    }
}
