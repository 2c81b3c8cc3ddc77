using StudioApp.Core.People;

namespace StudioApp.Web.Shared.People;

/// <summary>Who is asking. Every page, endpoint and hub takes the owner from here, so that accounts change one class.</summary>
public interface ICurrentPerson
{
    PersonId Id { get; }
}

/// <summary>Without accounts everybody at this machine is the same person.</summary>
internal sealed class LocalPerson : ICurrentPerson
{
    public PersonId Id => PersonId.Local;
}
