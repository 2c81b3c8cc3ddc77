using StudioApp.Core.Clips;
using StudioApp.Web.Shared.People;

namespace StudioApp.Web.Shared.Clips;

/// <summary>What a person does to a clip, told to every open tab. Scoped: an undo outlives the page that offered it.</summary>
public sealed class ClipActions(IClipStore clips, IClipFeed feed, ICurrentPerson person)
{
    public Task<Clip?> SetFavouriteAsync(ClipId id, bool favourite, CancellationToken ct) =>
        TellAsync(clips.SetFavouriteAsync(id, person.Id, favourite, ct));

    public Task<Clip?> DeleteAsync(ClipId id, CancellationToken ct) => TellAsync(clips.SetDeletedAsync(id, person.Id, true, ct));

    public Task<Clip?> RestoreAsync(ClipId id, CancellationToken ct) => TellAsync(clips.SetDeletedAsync(id, person.Id, false, ct));

    private async Task<Clip?> TellAsync(Task<Clip?> change)
    {
        var clip = await change;
        if (clip is not null)
            feed.Publish(new ClipNews(clip));
        return clip;
    }
}
