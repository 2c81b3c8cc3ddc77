using StudioApp.TestKit.Files;

namespace StudioApp.Engine.Tests.Local;

/// <summary>The repository's own models.</summary>
internal static class LocalModelFolder
{
    public static string Models => RepositoryRoot.Models;
}
