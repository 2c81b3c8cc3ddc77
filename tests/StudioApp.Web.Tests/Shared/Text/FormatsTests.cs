using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using StudioApp.Web.Shared.Text;
using StudioApp.Web.Tests.Fakes;

namespace StudioApp.Web.Tests.Shared.Text;

public sealed class FormatsTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 10, 12, 0, 0, TimeSpan.Zero);
    private readonly Formats _formats = new ServiceCollection().AddLogging()
        .AddSingleton<TimeProvider>(new FakeTimeProvider(Noon))
        .AddStudioLocalisation().BuildServiceProvider().GetRequiredService<Formats>();

    [Theory]
    [InlineData(5, "5 s", "5 秒")]
    [InlineData(3.25, "3.3 s", "3.3 秒")]
    [InlineData(42.4, "42 s", "42 秒")]
    [InlineData(59.7, "1 min 0 s", "1 分 0 秒")]
    [InlineData(83, "1 min 23 s", "1 分 23 秒")]
    [InlineData(7500, "2 h 5 min", "2 小时 5 分")]
    public void Duration_ReadsAsPeopleSayIt(double seconds, string english, string chinese)
    {
        Assert.Equal(english, In("en", () => _formats.Duration(TimeSpan.FromSeconds(seconds))));
        Assert.Equal(chinese, In("zh-Hans", () => _formats.Duration(TimeSpan.FromSeconds(seconds))));
    }

    [Theory]
    [InlineData(0, "0 B")]
    [InlineData(999, "999 B")]
    [InlineData(123_456, "123 KB")]
    [InlineData(999_700, "1 MB")]
    [InlineData(15_726_542, "15.7 MB")]
    [InlineData(234_000_000, "234 MB")]
    [InlineData(5_200_000_000, "5.2 GB")]
    public void FileSize_CountsInThousands(long bytes, string expected) =>
        Assert.Equal(expected, In("en", () => _formats.FileSize(bytes)));

    [Theory]
    [InlineData(20, "just now", "刚刚")]
    [InlineData(5 * 60, "5 min ago", "5 分钟前")]
    [InlineData(3 * 3600, "3 h ago", "3 小时前")]
    [InlineData(20 * 3600, "yesterday", "昨天")]
    [InlineData(3 * 86400, "3 days ago", "3 天前")]
    [InlineData(40 * 86400, "29 Jan 2026", "2026年1月29日")]
    public void Ago_CountsDays_AsCalendarsDo(int seconds, string english, string chinese)
    {
        var moment = Noon.AddSeconds(-seconds);

        Assert.Equal(english, In("en", () => _formats.Ago(moment)));
        Assert.Equal(chinese, In("zh-Hans", () => _formats.Ago(moment)));
    }

    private static string In(string culture, Func<string> say)
    {
        using var _ = new CultureScope(culture);
        return say();
    }
}
