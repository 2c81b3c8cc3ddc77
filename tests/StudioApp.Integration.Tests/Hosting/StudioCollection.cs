namespace StudioApp.Integration.Tests.Hosting;

/// <summary>Tests that share one running studio.</summary>
[CollectionDefinition(Name)]
public sealed class StudioCollection : ICollectionFixture<StudioServer>
{
    public const string Name = "a running studio";
}
