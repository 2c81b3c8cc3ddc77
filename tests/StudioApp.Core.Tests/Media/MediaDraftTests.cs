using StudioApp.Core.Media;

namespace StudioApp.Core.Tests.Media;

public sealed class MediaDraftTests
{
    [Theory]
    [InlineData("/data/media/1")]
    [InlineData("/data/media/1/")]
    public void Paths_LieInTheFolder(string folder)
    {
        var draft = new MediaDraft(folder, "1");

        Assert.Equal("/data/media/1/video.mp4", draft.VideoPath);
        Assert.Equal("/data/media/1/poster.jpg", draft.PosterPath);
        Assert.Equal("/data/media/1/sprite.jpg", draft.SpritePath);
    }
}
