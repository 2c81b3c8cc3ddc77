namespace StudioApp.Core.People;

/// <summary>Whose generations and clips these are. Without accounts there is one person, <see cref="Local"/>.</summary>
public readonly record struct PersonId(string Value)
{
    public static PersonId Local { get; } = new("local");

    public override string ToString() => Value;
}
